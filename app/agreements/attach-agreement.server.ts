import { asSystem } from "#app/platform/db.server.ts";
import type { LetterAttachment } from "#app/platform/mail/rendered-letter.ts";

import { fileNameOf } from "./agreement.ts";
import { findAgreement } from "./store/agreement-store.server.ts";
import { findFile } from "./store/file-store.server.ts";

/** The sealed PDF that goes with the email to those who signed. */
export async function attachAgreement(letter: {
  clientId: string;
  agreementId: string;
}): Promise<LetterAttachment[]> {
  const key = { clientId: letter.clientId, id: letter.agreementId };
  const { agreement, file } = await asSystem(async (tx) => ({
    agreement: await findAgreement(tx, key.id),
    file: await findFile(tx, key, "sealed"),
  }));
  if (!agreement || !file) throw new Error("the agreement's file is not sealed");
  return [{ filename: fileNameOf(agreement), content: file.content, contentType: "application/pdf" }];
}
