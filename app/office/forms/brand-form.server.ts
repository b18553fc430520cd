import { electronicFormatIBAN, isValidBIC, isValidIBAN } from "ibantools";
import { z } from "zod";

import { mailAddressField } from "#app/platform/typed/mail-address.ts";

import { onceWell } from "#app/platform/typed/once-well.ts";

import { readCreditorId } from "#app/billing/rules/creditor-id.ts";
import { colourProblem, type Theme } from "#app/platform/brand/colours.ts";
import { formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** The largest logo in bytes, and the most that a form with two of them sends. */
const logoBytes = 200_000;
export const brandFormBytes = 2 * logoBytes + 65_536;

const optional = (maximum: number) =>
  z
    .string()
    .trim()
    .max(maximum)
    .optional()
    .transform((typed) => typed || null);

const logo = z
  .instanceof(File)
  .refine((file) => file.size <= logoBytes, { error: () => m.brand_logo_too_large() })
  .optional();

const wordsOf = {
  light: (ratio: string) => m.brand_colour_darker({ ratio }),
  dark: (ratio: string) => m.brand_colour_lighter({ ratio }),
} satisfies Record<Theme, (ratio: string) => string>;

/** A colour as `#rrggbb`, with or without the sign; refused where words in it, or on it, would not reach AA. */
function colour(theme: Theme) {
  return z
    .string()
    .trim()
    .max(7)
    .optional()
    .transform((typed, context) => {
      if (!typed) return null;
      const digits = /^#?([0-9a-f]{6})$/.exec(typed.toLowerCase())?.[1];
      const problem = digits === undefined ? null : colourProblem(digits, theme);
      if (digits !== undefined && !problem) return digits;
      // Rounded down: what falls short must not read as enough.
      const ratio = formatNumber(Math.floor((problem?.ratio ?? 0) * 10) / 10);
      const message = problem ? wordsOf[theme](ratio) : m.brand_colour_format();
      context.addIssue({ code: "custom", message, input: typed });
      return z.NEVER;
    });
}

const iban = z
  .string()
  .trim()
  .max(50)
  .optional()
  .transform((typed, context) => {
    if (!typed) return null;
    const plain = electronicFormatIBAN(typed) ?? "";
    if (isValidIBAN(plain)) return plain;
    context.addIssue({ code: "custom", message: m.brand_iban_wrong(), input: typed });
    return z.NEVER;
  });

const bic = z
  .string()
  .trim()
  .max(20)
  .optional()
  .transform((typed, context) => {
    if (!typed) return null;
    const plain = typed.replace(/\s/g, "").toUpperCase();
    if (isValidBIC(plain)) return plain;
    context.addIssue({ code: "custom", message: m.brand_bic_wrong(), input: typed });
    return z.NEVER;
  });

const creditorId = z
  .string()
  .trim()
  .max(50)
  .optional()
  .transform((typed, context) => {
    if (!typed) return null;
    const read = readCreditorId(typed);
    if (read !== null) return read;
    context.addIssue({ code: "custom", message: m.brand_creditor_wrong(), input: typed });
    return z.NEVER;
  });

const look = z.object({
  intent: z.literal("look"),
  logoLight: logo,
  logoDark: logo,
  removeLight: z.boolean().default(false),
  removeDark: z.boolean().default(false),
  colourLight: colour("light"),
  colourDark: colour("dark"),
});

const contact = z.object({
  intent: z.literal("contact"),
  senderName: optional(120),
  replyTo: mailAddressField()
    .optional()
    .transform((typed) => typed ?? null),
  accountHolder: optional(160),
  iban,
  bic,
  creditorId,
  transfersByHand: z.boolean().default(false),
});

const text = z
  .string()
  .trim()
  .max(15_000)
  .optional()
  .transform((typed) => typed?.replaceAll("\r\n", "\n") ?? "");
const terms = z.object({ intent: z.literal("terms"), nl: text, de: text, en: text });

/** What the brand page sends: one of its three forms. */
export const brandForm = z.discriminatedUnion("intent", [
  look,
  contact.superRefine(
    (typed, context) => {
      if (!typed.iban || typed.accountHolder) return;
      context.addIssue({
        code: "custom",
        path: ["accountHolder"],
        message: m.brand_holder_missing(),
        input: "",
      });
    },
    onceWell("iban", "accountHolder"),
  ),
  terms,
]);
