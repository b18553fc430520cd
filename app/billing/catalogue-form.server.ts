import { z } from "zod";

import type { StaffScope } from "#app/identity/scope.ts";
import type { Result } from "#app/platform/result.ts";

import {
  addBlock,
  blockFields,
  changeBlock,
  endBlock,
  raiseBlock,
  type CatalogueRefusal,
} from "./edit-catalogue.server.ts";

/** What an owner can send about the catalogue. */
export const catalogueForm = z.discriminatedUnion("intent", [
  blockFields.extend({ intent: z.literal("add") }),
  blockFields.extend({ intent: z.literal("change"), block: z.uuid() }),
  z.object({ intent: z.literal("retire"), block: z.uuid() }),
  z.object({ intent: z.literal("raise"), block: z.uuid() }),
]);

/** Does what was sent, in the catalogue of a client or of everybody (null). */
export function editCatalogue(
  scope: StaffScope,
  clientId: string | null,
  wanted: z.output<typeof catalogueForm>,
): Promise<Result<unknown, CatalogueRefusal>> {
  const place = { scope, clientId };
  switch (wanted.intent) {
    case "add":
      return addBlock(place, wanted);
    case "change":
      return changeBlock(place, wanted.block, wanted);
    case "retire":
      return endBlock(place, wanted.block);
    case "raise":
      return raiseBlock(place, wanted.block);
  }
}
