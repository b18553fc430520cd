import { lineWords } from "#app/hours/components/line-words.ts";
import type { ExplainLine } from "#app/hours/rules/explain.ts";
import { formatMinutes } from "#app/platform/format.ts";

const steps: readonly ExplainLine["kind"][] = ["minimum", "rounding", "multiplier"];
const looks: Partial<Record<ExplainLine["kind"], string>> = {
  billed: "bill-sum",
  block: "bill-part",
  uncovered: "bill-part",
};

/** An entry's arithmetic line by line, as on a bill: worked, each step, what is billed, which blocks pay. */
export function EntryLines({ lines }: { lines: ExplainLine[] }) {
  return (
    <dl className="bill">
      {lines.map((line, index) => (
        <div key={index} className={looks[line.kind]}>
          <dt>{lineWords(line)}</dt>
          <dd>
            {steps.includes(line.kind) ? `› ${formatMinutes(line.minutes)}` : formatMinutes(line.minutes)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
