import type { ReactNode } from "react";

import type { OddLine } from "#app/people/rules/roster-view.ts";
import { oddCost, oddWords } from "#app/people/words.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { Icon } from "#app/ui/icons.tsx";

interface OddListProps {
  odd: OddLine[];
  /** What can be done about a line, at its right. */
  action?: (line: OddLine) => ReactNode;
}

/** What should not be as it is, in red and in words, with its cost a month; nothing where all is as it should be. */
export function OddList({ odd, action }: OddListProps) {
  if (odd.length === 0) return null;
  return (
    <Card title={m.people_odd_title({ n: odd.length, count: String(odd.length) })} titleId="odd">
      <ul className="divide-y divide-line">
        {odd.map((line) => {
          const cost = oddCost(line);
          return (
            <li
              key={`${line.kind}-${line.key}`}
              className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2 py-2.5 first:pt-0 last:pb-0"
            >
              <p className="flex min-w-0 flex-1 basis-64 gap-2 font-medium text-negative">
                <Icon name="warn" size={20} className="mt-0.5 flex-none" />
                <span className="min-w-0">
                  {oddWords(line)}
                  {cost && <span className="block font-semibold">{cost}</span>}
                </span>
              </p>
              {action?.(line)}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
