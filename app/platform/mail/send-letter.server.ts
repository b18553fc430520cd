import { createTransport, type Transporter } from "nodemailer";
import { z } from "zod";

import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { job, type Job } from "#app/platform/jobs.server.ts";
import { isLocale } from "#app/platform/i18n/locale.ts";
import { fallbackLocale, withLocale } from "#app/platform/i18n/locale.server.ts";

/** A file that goes with a letter, made as it is sent. */
export type LetterAttachment = { filename: string; content: Buffer; contentType: string };
export type RenderedLetter = {
  subject: string;
  html: string;
  text: string;
  attachments?: LetterAttachment[];
};
export type RenderLetter = (template: string, props: unknown) => Promise<RenderedLetter>;

let transport: Transporter | undefined;

function mailer(): Transporter {
  const url = env().smtpUrl;
  if (!url) throw new Error("SMTP_URL is not set: letters wait in the outbox");
  transport ??= createTransport(url, {
    from: env().mailFrom,
    connectionTimeout: 5000,
    socketTimeout: 10_000,
  } as object);
  return transport;
}

/** The job that sends one letter from the outbox. Sent letters are left alone; the Message-ID is the letter's own, so a mailbox knows a repeat. */
export function sendLetterJob(render: RenderLetter): Job<{ letterId: string }> {
  return job(z.object({ letterId: z.uuid() }), async ({ letterId }) => {
    const letter = await asSystem((tx) =>
      tx.letter.update({ where: { id: letterId }, data: { tries: { increment: 1 } } }),
    );
    if (letter.sentAt) return;
    try {
      const rendered = await withLocale(isLocale(letter.locale) ? letter.locale : fallbackLocale, () =>
        render(letter.template, letter.props),
      );
      await mailer().sendMail({
        ...rendered,
        from: env().mailFrom,
        to: letter.recipient,
        messageId: `<${letter.id}@${new URL(env().origin).hostname}>`,
        headers: { "Auto-Submitted": "auto-generated" },
      });
    } catch (error) {
      const lastError = error instanceof Error ? error.message : String(error);
      await asSystem((tx) => tx.letter.update({ where: { id: letterId }, data: { lastError } }));
      throw error;
    }
    // Links in letters give access: once sent, what the letter held is not kept.
    await asSystem((tx) =>
      tx.letter.update({ where: { id: letterId }, data: { sentAt: now(), lastError: null, props: {} } }),
    );
  });
}

declare module "#app/platform/jobs.server.ts" {
  interface JobPayloads {
    "mail.send-letter": { letterId: string };
  }
}
