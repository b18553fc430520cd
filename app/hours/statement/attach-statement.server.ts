import type { LetterAttachment } from "#app/platform/mail/send-letter.server.ts";

import { renderStatement } from "./statement-pdf.server.ts";

/** The PDF that goes with a statement's letter, written from the statement's row in the letter's language. */
export async function attachStatement(letter: { clientId: string; statementId: string }): Promise<LetterAttachment[]> {
  const { fileName, content } = await renderStatement(letter.clientId, letter.statementId);
  return [{ filename: fileName, content, contentType: "application/pdf" }];
}
