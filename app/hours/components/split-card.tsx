import { formatMinutes, formatRate } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { ShareBar } from "#app/ui/chart/bars.tsx";

/** What was asked for and what prevented trouble, over the last 90 days, as a bar and in words. */
export function SplitCard({ split }: { split: { reactiveMinutes: number; proactiveMinutes: number } }) {
  const total = split.reactiveMinutes + split.proactiveMinutes;
  const share = total === 0 ? 0 : split.proactiveMinutes / total;
  return (
    <Card title={m.hours_split_title()} titleId="split">
      {total === 0 ? (
        <p className="text-muted">{m.hours_split_none()}</p>
      ) : (
        <>
          <div className="mb-2.5">
            <ShareBar
              parts={[
                { key: "asked", amount: split.reactiveMinutes, tone: "asked" },
                { key: "prevented", amount: split.proactiveMinutes, tone: "prevented" },
              ]}
            />
          </div>
          <p>
            {m.hours_split_text({
              reactive: formatMinutes(split.reactiveMinutes),
              proactive: formatMinutes(split.proactiveMinutes),
            })}
          </p>
          <p className="mt-1 text-sm text-muted">
            {m.hours_split_share({ percent: formatRate(Math.round(share * 100) * 100) })}
          </p>
        </>
      )}
    </Card>
  );
}
