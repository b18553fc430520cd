import type { Day } from "#app/platform/day.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** A block whose minutes were re-granted in another one until a later day; `revivedMinutes` is the part that had expired before. */
export type Extension = {
  lotId: number;
  intoLotId: number;
  until: Day;
  minutes: number;
  revivedMinutes: number;
};

/** What an extension did, the same on pages, statements and in letters: "Block 1 extended to 28 February 2027, now block 3". */
export function extensionWords({ lotId, intoLotId, until, minutes, revivedMinutes }: Extension): string {
  const said = {
    block: lotId,
    into: intoLotId,
    day: formatDay(until),
    minutes: formatMinutes(minutes),
    revived: formatMinutes(revivedMinutes),
  };
  if (revivedMinutes === 0) return m.manage_block_extended(said);
  return revivedMinutes === minutes
    ? m.manage_block_revived(said)
    : m.manage_block_extended_and_revived(said);
}
