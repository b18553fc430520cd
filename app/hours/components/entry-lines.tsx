import { clsx } from "clsx";

import { lineWords } from "#app/hours/components/line-words.ts";
import type { ExplainLine } from "#app/hours/rules/explain.ts";
import { formatMinutes } from "#app/platform/format.ts";

/** An entry's arithmetic line by line, as on a bill: worked, each step, what is billed, which blocks pay. */
export function EntryLines({ lines }: { lines: ExplainLine[] }) {
  return (
    <dl className="grid max-w-lg gap-y-1.5">
      {lines.map((line, index) => (
        <div
          key={index}
          className={clsx("flex items-baseline justify-between gap-4", line.kind === "billed" && "mt-1 border-t border-line pt-2 font-semibold", (line.kind === "block" || line.kind === "uncovered") && "text-sm text-muted")}
        >
          <dt className={clsx((line.kind === "block" || line.kind === "uncovered") && "pl-4")}>{lineWords(line)}</dt>
          <dd className="flex-none whitespace-nowrap">{line.kind === "block" || line.kind === "uncovered" || line.kind === "worked" || line.kind === "billed" || line.kind === "free" ? formatMinutes(line.minutes) : `→ ${formatMinutes(line.minutes)}`}</dd>
        </div>
      ))}
    </dl>
  );
}
