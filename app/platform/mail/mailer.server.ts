import { createTransport, type SentMessageInfo, type Transporter } from "nodemailer";

import { env } from "#app/platform/env.server.ts";
import { ok } from "#app/platform/result.ts";

import type { LetterBrand } from "./letter-brand.ts";
import type { RenderedLetter } from "./rendered-letter.ts";

let transport: Transporter | undefined;

function mailer(): Transporter {
  const url = env().smtpUrl;
  if (!url) throw new Error("SMTP_URL is not set: letters wait in the outbox");
  transport ??= createTransport(url, {
    from: env().mailFrom,
    connectionTimeout: 5000,
    greetingTimeout: 5000,
    socketTimeout: 10_000,
  } as object);
  return transport;
}

/** The address that e-mails come from, under the MSP's own name where it chose one. */
function senderOf(brand: LetterBrand | null): string | { name: string; address: string } {
  const { mailFrom } = env();
  if (!brand?.senderName) return mailFrom;
  return { name: brand.senderName, address: /<([^<>]+)>/.exec(mailFrom)?.[1] ?? mailFrom };
}

/** The Message-ID of a letter, by which a mailbox and a mail server's log name it. */
export function messageIdOf(letterId: string): string {
  return `<${letterId}@${new URL(env().origin).hostname}>`;
}

/** Hands one e-mail to the mail server; an answer to it goes to the MSP. Those of one `thread` refer to one Message-ID, which none of them has. Throws what the server or the way there says. */
export async function sendMail(
  letter: RenderedLetter,
  { to, id, brand, thread }: { to: string; id: string; brand: LetterBrand | null; thread?: string | null },
): Promise<SentMessageInfo> {
  const host = new URL(env().origin).hostname;
  const root = thread ? `<${thread}@${host}>` : null;
  return mailer().sendMail({
    ...letter,
    from: senderOf(brand),
    ...(brand?.replyTo ? { replyTo: { name: brand.name, address: brand.replyTo } } : {}),
    to,
    messageId: messageIdOf(id),
    ...(root ? { inReplyTo: root, references: root } : {}),
    headers: { "Auto-Submitted": "auto-generated" },
  });
}

export type MailRefusal = "mail-unreachable" | "mail-sign-in" | "mail-address" | "mail-refused";
/** What came of a test: the mail server's answer, or why there is none. `detail` is what it said itself. */
export type MailTest =
  { ok: true; value: { detail: string } } | { ok: false; refusal: MailRefusal; detail: string };

const refusals: Record<string, MailRefusal> = {
  EAUTH: "mail-sign-in",
  ENOAUTH: "mail-sign-in",
  EENVELOPE: "mail-address",
  ECONNECTION: "mail-unreachable",
  ETIMEDOUT: "mail-unreachable",
  ESOCKET: "mail-unreachable",
  EDNS: "mail-unreachable",
  ECONNREFUSED: "mail-unreachable",
  ENOTFOUND: "mail-unreachable",
  ETLS: "mail-unreachable",
};

/** Sends one e-mail at once and tells what the mail server said; for tests of the connection alone, everything else goes through the outbox. */
export async function tryMail(...mail: Parameters<typeof sendMail>): Promise<MailTest> {
  try {
    const info: unknown = await sendMail(...mail);
    return ok({ detail: short(Reflect.get(Object(info), "response")) });
  } catch (error) {
    const code: unknown = Reflect.get(Object(error), "code");
    const detail = short(error instanceof Error ? error.message : error);
    return { ok: false, refusal: refusals[String(code)] ?? "mail-refused", detail };
  }
}

const short = (text: unknown): string => (typeof text === "string" ? text.slice(0, 300) : "");
