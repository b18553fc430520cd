import { z } from "zod";

import { m } from "#app/platform/generated/i18n/messages.js";

import { guideDraftSchema, longestGuide, type GuideDraft } from "./guide-content.ts";

const title = z.string().trim().max(120).default("");
const body = z
  .string()
  .trim()
  .max(longestGuide)
  .default("")
  .transform((typed) => typed.replaceAll("\r\n", "\n"));
const chosen = z
  .uuid()
  .optional()
  .transform((id) => id ?? null);

/** What staff do with a guide: write it, publish it, take it out of sight. */
export const guideForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("draft"),
    id: z.uuid(),
    clientId: chosen,
    itemId: chosen,
    titleNl: title,
    bodyNl: body,
    titleDe: title,
    bodyDe: body,
    titleEn: title,
    bodyEn: body,
  }),
  z.object({ intent: z.literal("publish") }),
  z.object({ intent: z.literal("withdraw") }),
]);

/** Three texts of the longest, in any script. */
export const guideLimits = { mostBytes: 6 * 3 * longestGuide };

/** A search without a hit that has been dealt with. */
export const missForm = z.object({ words: z.string().max(100) });

/** What a client's person says of a guide; `item` is the item of the catalogue that they came from. */
export const guideVoteForm = z.object({ helped: z.enum(["yes", "no"]), item: z.uuid().optional() });

type Typed = Extract<z.output<typeof guideForm>, { intent: "draft" }>;

/** The draft that was typed, or what is wrong by field: a language has title and text or neither, and one is there. */
export function readGuideDraft(typed: Typed): { draft: GuideDraft } | { errors: Record<string, string[]> } {
  const languages = [
    ["nl", "Nl", { title: typed.titleNl, body: typed.bodyNl }],
    ["de", "De", { title: typed.titleDe, body: typed.bodyDe }],
    ["en", "En", { title: typed.titleEn, body: typed.bodyEn }],
  ] as const;
  const errors: Record<string, string[]> = {};
  const texts: Record<string, { title: string; body: string }> = {};
  for (const [locale, suffix, text] of languages) {
    if (text.title === "" && text.body !== "") errors[`title${suffix}`] = [m.form_required()];
    if (text.title !== "" && text.body === "") errors[`body${suffix}`] = [m.form_required()];
    if (text.title !== "" && text.body !== "") texts[locale] = text;
  }
  if (Object.keys(errors).length > 0) return { errors };
  const draft = guideDraftSchema.safeParse({ clientId: typed.clientId, itemId: typed.itemId, texts });
  return draft.success ? { draft: draft.data } : { errors: { titleNl: [m.guide_no_text()] } };
}
