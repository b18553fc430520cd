import { isAgreementKind, type AgreementKind } from "./kinds.ts";
import { templateLocales, type TemplateContent, type Texts } from "./rules/template.ts";

/** Fields and bytes that the largest template needs: sixty clauses in three languages. */
export const templateLimits = { mostBytes: 1_000_000, mostFields: 500 };

export type TemplateIntent = "save" | "add" | "publish" | "discard";
export type PostedTemplate = {
  intent: TemplateIntent;
  content: TemplateContent;
  seen: string;
  isRead: boolean;
};

const intents: readonly TemplateIntent[] = ["save", "add", "publish", "discard"];

/**
 * Reads a posted template against the one that the page showed: ids and conditions stay as they are, `heading_nl_0` and `text_nl_0` are the
 * first clause's, an emptied clause (no heading and no text in any language) goes.
 */
export function readTemplate(fields: FormData, shown: TemplateContent): PostedTemplate {
  const text = (name: string): string => {
    const value = fields.get(name);
    return typeof value === "string" ? value.slice(0, 8000).replaceAll("\r\n", "\n") : "";
  };
  const texts = (name: (locale: string) => string): Texts => ({
    nl: text(name("nl")),
    de: text(name("de")),
    en: text(name("en")),
  });
  const count = Math.min(60, Number(text("clauses")) || 0);
  const clauses = Array.from({ length: count }, (_, at) => {
    const known = shown.clauses.find(({ id }) => id === text(`id_${at}`));
    return {
      id: known?.id ?? newId(text(`id_${at}`), shown),
      when: known?.when ?? [],
      heading: texts((locale) => `heading_${locale}_${at}`),
      text: texts((locale) => `text_${locale}_${at}`),
    };
  }).filter(({ heading, text: body }) =>
    templateLocales.some((locale) => (heading[locale] + body[locale]).trim()),
  );
  const intent = intents.find((one) => one === text("intent")) ?? "save";
  return {
    intent,
    content: { title: texts((locale) => `title_${locale}`), clauses },
    seen: text("seen").slice(0, 64),
    isRead: text("lawyer") === "on",
  };
}

/** A clause's id as the form gave it to a new one; a number of its own where it is none. */
function newId(posted: string, shown: TemplateContent): string {
  return /^clause-\d{1,3}$/.test(posted) ? posted : `clause-${shown.clauses.length + 1}`;
}

/** The kind that an address names; null for none. */
export function kindParam(value: string | undefined): AgreementKind | null {
  return isAgreementKind(value) ? value : null;
}
