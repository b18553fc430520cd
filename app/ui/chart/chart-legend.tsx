/** What a line of a chart means; colour and dashes go by its kind. */
export interface LegendEntry {
  kind: "value" | "negative" | "forecast" | "threshold";
  label: string;
}

/** The lines of a chart with their words. */
export function ChartLegend({ entries }: { entries: LegendEntry[] }) {
  return (
    <ul className="chart-legend">
      {entries.map(({ kind, label }) => (
        <li key={kind}>
          <svg width="22" height="6" aria-hidden="true">
            <path d="M1 3H21" className={`chart-line chart-${kind}`} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
