import type { Statement } from "#app/hours/rules/statement.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale } from "#app/platform/i18n/locale.ts";
import { slug } from "#app/platform/slug.ts";

/** A statement's file name: "afschrift-bakkerij-jansen-2026-11-01-2026-11-30.pdf", in the letters of the client's name. */
export function fileNameOf(
  { clientName, period }: Pick<Statement, "clientName" | "period">,
  ending: "pdf" | "csv",
  part: number | null = null,
): string {
  const days = period.from === null ? period.until : `${period.from}-${period.until}`;
  const parts = [
    slug(m.statement_file_name(), getLocale()),
    slug(clientName, getLocale()),
    days,
    part === null ? "" : slug(m.statement_part({ part })),
  ];
  return `${parts.filter(Boolean).join("-")}.${ending}`;
}
