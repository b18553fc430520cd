import { z } from "zod";

/** The longest text of a guide in one language, in characters. */
export const longestGuide = 20_000;

const text = z.object({ title: z.string().min(1).max(120), body: z.string().min(1).max(longestGuide) });
/** A guide's texts by language; at least one of them is there. */
const texts = <One extends z.ZodType>(one: One) =>
  z
    .object({ nl: one.optional(), de: one.optional(), en: one.optional() })
    .refine((all) => Object.values(all).some((given) => given !== undefined));

/** A guide as staff write it: for which client (null: all), with which item of the catalogue (null: none). */
export const guideDraftSchema = z.object({
  clientId: z.uuid().nullable(),
  itemId: z.uuid().nullable(),
  texts: texts(text),
});
export type GuideDraft = z.output<typeof guideDraftSchema>;
export type GuideText = z.output<typeof text>;

/** What is published: the texts with the HTML that was made of them. */
export const guideContentSchema = texts(text.extend({ html: z.string() }));
export type GuideContent = z.output<typeof guideContentSchema>;
