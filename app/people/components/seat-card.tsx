import { clsx } from "clsx";

import type { SeatMark } from "#app/people/rules/roster-view.ts";
import { nameOf } from "#app/people/words.ts";
import { formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { initialsOf } from "#app/ui/avatar.tsx";
import { Card } from "#app/ui/card.tsx";

interface SeatCardProps {
  marks: SeatMark[];
  seatTypes: { id: string; name: string }[];
}

/** The seats as a card of strips, one a seat: with whom it is, or that it is empty, or still with somebody who left. */
export function SeatCard({ marks, seatTypes }: SeatCardProps) {
  const typeIds = [...new Set(marks.map(({ typeId }) => typeId))];
  return (
    <Card
      title={m.people_seats_title({ n: marks.length, count: formatNumber(marks.length) })}
      titleId="seats"
      aside={<span className="text-sm text-muted">{summaryOf(marks)}</span>}
    >
      <div className="grid gap-3.5">
        {typeIds.map((typeId) => (
          <SeatStrips
            key={typeId}
            name={typeIds.length > 1 ? nameOf(seatTypes, typeId) : null}
            marks={marks.filter((mark) => mark.typeId === typeId)}
          />
        ))}
      </div>
    </Card>
  );
}

function SeatStrips({ name, marks }: { name: string | null; marks: SeatMark[] }) {
  return (
    <div>
      {name && <p className="mb-1 text-sm text-muted">{name}</p>}
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(3.25rem,1fr))] gap-1">
        {marks.map((mark) => (
          <li
            key={mark.number}
            className={clsx(
              "grid min-w-0 justify-items-center gap-0.5 rounded-md border px-1 py-1.5",
              looks[mark.state],
            )}
          >
            <span aria-hidden="true" className="text-sm font-semibold">
              {mark.holder ? initialsOf(mark.holder) : "–"}
            </span>
            <span aria-hidden="true" className="max-w-full truncate text-[0.6875rem] leading-tight">
              {shortWords[mark.state]?.() ?? String(mark.number)}
            </span>
            <span className="sr-only">{spoken(mark)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

const looks: Record<SeatMark["state"], string> = {
  held: "border-prevented-edge bg-tint text-ink",
  empty: "border-dashed border-negative bg-card text-negative",
  leaver: "border-negative bg-negative-tint text-negative",
};

const shortWords: Partial<Record<SeatMark["state"], () => string>> = {
  empty: m.people_seat_empty_short,
  leaver: m.people_seat_leaver_short,
};

function spoken({ number, holder, state }: SeatMark): string {
  const seat = String(number);
  if (holder === null) return m.people_seat_spoken_empty({ seat });
  return state === "leaver"
    ? m.people_seat_spoken_leaver({ seat, name: holder })
    : m.people_seat_spoken({ seat, name: holder });
}

function summaryOf(marks: SeatMark[]): string {
  const count = (state: SeatMark["state"]): number => marks.filter((mark) => mark.state === state).length;
  return [
    m.people_seats_held({ count: formatNumber(count("held")) }),
    ...(count("empty") > 0 ? [m.people_seats_empty({ count: formatNumber(count("empty")) })] : []),
    ...(count("leaver") > 0 ? [m.people_seats_leaver({ count: formatNumber(count("leaver")) })] : []),
  ].join(" · ");
}
