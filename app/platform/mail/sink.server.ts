import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";

import { simpleParser, type AddressObject } from "mailparser";
import { SMTPServer } from "smtp-server";

import { keepLetter } from "#app/platform/mail/sink-folder.server.ts";

export type MailSink = { smtpUrl: string; port: number; stop: () => Promise<void> };

/** Takes in every letter by SMTP on this machine and keeps it as a file; nothing leaves this machine. */
export async function startMailSink(folder: string, port = 0): Promise<MailSink> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onData: (stream, _session, done) => {
      simpleParser(stream)
        .then((mail) =>
          keepLetter(folder, {
            id: `${new Date().toISOString().replaceAll(/[:.]/g, "-")}-${randomUUID().slice(0, 8)}`,
            to: addresses(mail.to),
            from: addresses(mail.from),
            replyTo: addresses(mail.replyTo),
            subject: mail.subject ?? "",
            at: new Date().toISOString(),
            messageId: mail.messageId ?? "",
            references: [mail.references ?? []].flat(),
            html: mail.html || "",
            text: mail.text ?? "",
            attachments: mail.attachments.map((file) => ({
              name: file.filename ?? "file",
              type: file.contentType,
              content: file.content.toString("base64"),
            })),
          }),
        )
        .then(() => done(), done);
    },
  });
  // A sender that hangs up is its own business.
  server.on("error", () => undefined);
  const listening = await new Promise<number>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve((server.server.address() as AddressInfo).port));
  });
  return {
    smtpUrl: `smtp://127.0.0.1:${listening}`,
    port: listening,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function addresses(who: AddressObject | AddressObject[] | undefined): string {
  return [who ?? []]
    .flat()
    .map((one) => one.text)
    .join(", ");
}
