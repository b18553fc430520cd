import { isAgreementKind, type AgreementKind } from "./kinds.ts";
import type { Condition } from "./rules/clauses.ts";
import { moveClause, templateLocales, type TemplateContent, type Texts } from "./rules/template.ts";

/** Fields and bytes that the largest template needs: sixty clauses in three languages. */
export const templateLimits = { mostBytes: 1_000_000, mostFields: 650 };

export type TemplateIntent = "save" | "move" | "publish" | "discard";
export type PostedTemplate = {
  intent: TemplateIntent;
  content: TemplateContent;
  seen: string;
  isRead: boolean;
  /** The place that a moved clause has now; null where none was moved. */
  movedTo: number | null;
};

const intents: readonly TemplateIntent[] = ["save", "publish", "discard"];

/**
 * Reads a posted template against the one that the page showed: ids stay as they are, `heading_nl_0`, `text_nl_0` and `when_0` are the
 * first clause's, an emptied clause (no heading and no text in any language) goes. `up:3` and `down:3` move a clause, counted from 0.
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
      // The form shows a clause's first condition; any others it has stay.
      when: [...readCondition(text(`when_${at}`)), ...(known?.when.slice(1) ?? [])],
      heading: texts((locale) => `heading_${locale}_${at}`),
      text: texts((locale) => `text_${locale}_${at}`),
    };
  }).filter(({ heading, text: body }) =>
    templateLocales.some((locale) => (heading[locale] + body[locale]).trim()),
  );
  const content = { title: texts((locale) => `title_${locale}`), clauses };
  const seen = text("seen").slice(0, 64);
  const isRead = text("lawyer") === "on";
  const [, way, place = ""] = /^(up|down):(\d{1,2})$/.exec(text("intent")) ?? [];
  if (way !== undefined) {
    const by = way === "up" ? -1 : 1;
    const moved = moveClause(content, Number(place), by);
    return { intent: "move", content: moved, seen, isRead, movedTo: Number(place) + by };
  }
  const intent = intents.find((one) => one === text("intent")) ?? "save";
  return { intent, content, seen, isRead, movedTo: null };
}

/** A clause's condition as the form sends it: `filled:reason`, `empty:reason`, or nothing. */
function readCondition(posted: string): Condition[] {
  const [, is, field = ""] = /^(filled|empty):([a-z_]{1,60})$/.exec(posted) ?? [];
  return is === "filled" || is === "empty" ? [{ field, is }] : [];
}

/** A clause's id as the form gave it to a new one; a number of its own where it is none. */
function newId(posted: string, shown: TemplateContent): string {
  return /^clause-\d{1,3}$/.test(posted) ? posted : `clause-${shown.clauses.length + 1}`;
}

/** The kind that an address names; null for none. */
export function kindParam(value: string | undefined): AgreementKind | null {
  return isAgreementKind(value) ? value : null;
}
