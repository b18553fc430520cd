import { z } from "zod";

import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import { LetterButton, LetterLayout, LetterText } from "./letter-layout.tsx";

const kinds = [
  "password.changed",
  "second-factor.on",
  "second-factor.off",
  "backup-codes.renewed",
  "sign-in.locked",
] as const;

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  what: z.enum(kinds),
  at: z.iso.datetime(),
  zone: z.string(),
  link: z.url(),
});
type Props = z.infer<typeof props>;

const words = {
  "password.changed": () => m.identity_letter_notice_password(),
  "second-factor.on": () => m.identity_letter_notice_mfa_on(),
  "second-factor.off": () => m.identity_letter_notice_mfa_off(),
  "backup-codes.renewed": () => m.identity_letter_notice_backup(),
  "sign-in.locked": () => m.identity_letter_notice_locked(),
} satisfies Record<Props["what"], () => string>;

/** The letter's subject. */
export function subject({ what }: Props): string {
  return words[what]();
}

/** Tells somebody what changed about the safety of their account, and what to do if it wasn't them. */
export default function SecurityNotice({ name, mspName, what, at, zone, link }: Props) {
  return (
    <LetterLayout
      preview={words[what]()}
      heading={words[what]()}
      mspName={mspName}
      foot={m.identity_letter_notice_foot()}
    >
      <LetterText>{m.identity_letter_greeting({ name })}</LetterText>
      <LetterText>
        {what === "sign-in.locked" ? m.identity_letter_notice_locked_text() : m.identity_letter_notice_text()}{" "}
        {m.identity_letter_notice_when({ at: formatInstant(new Date(at), zone) })}
      </LetterText>
      <LetterText>{m.identity_letter_notice_not_you({ msp: mspName })}</LetterText>
      <LetterButton href={link}>{m.identity_letter_notice_button()}</LetterButton>
    </LetterLayout>
  );
}

SecurityNotice.PreviewProps = {
  name: "Petra Jansen",
  mspName: "Helder IT",
  what: "password.changed",
  at: "2026-11-22T10:00:00Z",
  zone: "Europe/Amsterdam",
  link: "http://localhost:3000/forgot",
} satisfies Props;
