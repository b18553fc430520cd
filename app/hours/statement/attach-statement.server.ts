import type { LetterAttachment } from "#app/platform/mail/rendered-letter.ts";

import { renderStatement } from "./statement-pdf.server.ts";

/** The PDF that goes with a statement's letter, or the PDFs of a long one, written from the statement's row in the letter's language. */
export async function attachStatement(letter: {
  clientId: string;
  statementId: string;
}): Promise<LetterAttachment[]> {
  const attachments: LetterAttachment[] = [];
  let parts = 1;
  for (let part = 1; part <= parts; part++) {
    const rendered = await renderStatement(letter.clientId, letter.statementId, part);
    parts = rendered.parts;
    attachments.push({
      filename: rendered.fileName,
      content: rendered.content,
      contentType: "application/pdf",
    });
  }
  return attachments;
}
