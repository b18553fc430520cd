import type { Statement } from "#app/hours/rules/statement.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** A statement's file name, in letters that every disk takes: "afschrift-bakkerij-jansen-2026-11-01-2026-11-30.pdf". */
export function fileNameOf(
  { clientName, period }: Pick<Statement, "clientName" | "period">,
  ending: "pdf" | "csv",
  part: number | null = null,
): string {
  const days = period.from === null ? period.until : `${period.from}-${period.until}`;
  return `${slug(m.statement_file_name())}-${slug(clientName)}-${days}${part === null ? "" : `-${slug(m.statement_part({ part }))}`}.${ending}`;
}

function slug(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll("ß", "ss")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}
