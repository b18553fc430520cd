import { sizeWords } from "#app/hours/components/words.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

const kinds: Record<string, (() => string) | undefined> = {
  grant: m.care_source_grant, goodwill: m.care_source_goodwill, import: m.care_source_import, correction: m.care_source_correction, moved: m.care_source_moved,
};

/** A block's number and size, and what kind it is where nobody bought it here. */
export function blockName(lot: { lotId: number; minutes: number; source: string }): string {
  const name = m.hours_block_name({ block: lot.lotId, minutes: sizeWords(lot.minutes) });
  const kind = kinds[lot.source];
  return kind ? `${name} · ${kind()}` : name;
}
