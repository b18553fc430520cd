import { lineTitle } from "#app/hours/query/components/query-words.ts";
import type { ShownLine } from "#app/hours/query/query-view.server.ts";
import { formatDay } from "#app/platform/format.ts";

/** What both sides said of an entry, oldest first; each line with who, when and their words. */
export function QueryThread({ lines }: { lines: ShownLine[] }) {
  return (
    <ol className="divide-y divide-line">
      {lines.map((line) => (
        <li key={line.id} className="py-2.5 first:pt-0 last:pb-0">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="font-semibold">{lineTitle(line)}</span>
            <span className="text-sm text-muted">{formatDay(line.on, "medium")}</span>
          </p>
          <p className="mt-0.5 wrap-anywhere whitespace-pre-line">{line.words}</p>
        </li>
      ))}
    </ol>
  );
}
