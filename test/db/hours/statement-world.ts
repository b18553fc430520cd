import { csvFile, type CsvStyle } from "#app/platform/csv.ts";
import type { CsvDownload } from "#app/platform/download.server.ts";
import type { ClientScope } from "#app/identity/scope.ts";
import { asSystem } from "#app/platform/db.server.ts";

/** The scope of a person of the demo. */
export async function scopeOf(email: string): Promise<ClientScope> {
  const [row] = await asSystem(
    (tx) => tx.$queryRaw<
      { userId: string; name: string; clientId: string; clientName: string; role: ClientScope["role"] }[]
    >`
    select u.id::text as "userId", u.name, c.id::text as "clientId", c.name as "clientName", m.role
    from "user" u join membership m on m.user_id = u.id join client c on c.id = m.client_id where u.email = ${email}`,
  );
  if (!row) throw new Error(`Nobody at ${email}`);
  return { kind: "client", ...row, email, sessionId: "test" };
}

/** A download's whole text. */
export async function csvText({ lines }: CsvDownload, style: CsvStyle = "semicolon"): Promise<string> {
  let all = "";
  for await (const piece of csvFile(lines, style)) all += piece;
  return all;
}

/** Reads a spreadsheet as RFC 4180 says, written for these tests alone: with semicolons in Dutch and German, with commas in English. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const sign = /^[^"\r\n]*;/.test(text) ? ";" : ",";
  for (const [, quoted, plain = "", end] of text
    .replace(/^\uFEFF/, "")
    .matchAll(new RegExp(`(?:"((?:[^"]|"")*)"|([^"${sign}\r\n]*))(${sign}|\r\n)`, "g"))) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === "\r\n") {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
