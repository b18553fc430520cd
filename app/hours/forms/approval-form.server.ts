import { z } from "zod";

import { largestInteger, quantityField } from "#app/platform/typed/fields.ts";

/** What is asked of a rejection: of which entry as it was seen, and words. */
export const rejectForm = z.object({
  intent: z.literal("reject"),
  id: z.uuid(),
  clientId: z.uuid(),
  entryId: z.uuid(),
  version: quantityField({ least: 1, most: largestInteger }),
  words: z.string().trim().min(1).max(2000),
});

const seen = /^([0-9a-f-]{36})_([0-9a-f-]{36})_(\d{1,9})$/i;

/** What an approval names: entries as they were seen, each as client, entry and version in one value. */
export function readSeen(
  values: readonly FormDataEntryValue[],
): { clientId: string; entryId: string; version: number }[] {
  return values.flatMap((value) => {
    const [, clientId, entryId, version] = (typeof value === "string" && seen.exec(value)) || [];
    return clientId && entryId && z.uuid().safeParse(clientId).success && z.uuid().safeParse(entryId).success
      ? [{ clientId, entryId, version: Number(version) }]
      : [];
  });
}
