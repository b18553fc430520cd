import { sizeWords } from "#app/hours/components/words.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** A block to be named; for a correction block, `fromLotId` is the block whose minutes it re-grants: because staff extended that one (`extended`), else because work was taken back. */
export type NamedBlock = {
  lotId: number;
  minutes: number;
  source: string;
  fromLotId: number | null;
  extended: boolean;
};

const kinds: Record<string, (() => string) | undefined> = {
  grant: m.manage_source_grant,
  goodwill: m.manage_source_goodwill,
  import: m.manage_source_import,
  moved: m.manage_source_moved,
};

/** A block's number and size, and what kind it is where nobody bought it here. */
export function blockName(lot: NamedBlock): string {
  const name = m.hours_block_name({ block: lot.lotId, minutes: sizeWords(lot.minutes) });
  const kind =
    lot.fromLotId === null
      ? kinds[lot.source]?.()
      : lot.extended
        ? m.manage_source_extended({ block: lot.fromLotId })
        : m.manage_source_returned({ block: lot.fromLotId });
  return kind === undefined ? name : `${name} · ${kind}`;
}
