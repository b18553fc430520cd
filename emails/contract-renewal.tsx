import { z } from "zod";

import { decisionWords } from "#app/contracts/components/renewal-words.ts";
import { day } from "#app/platform/day.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  toStaff: z.boolean(),
  clientName: z.string(),
  what: z.string(),
  kind: z.enum(["last-notice", "renews", "term-ends", "ends", "indexation", "vendor-term"]),
  on: z.iso.date(),
  quantity: z.int().nullable(),
  url: z.url(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ toStaff, clientName, what, on }: Props): string {
  const given = { what, day: formatDay(day(on)) };
  return toStaff
    ? m.contracts_letter_renewal_subject_staff({ client: clientName, ...given })
    : m.contracts_letter_renewal_subject(given);
}

/** To the account manager, and to a client before its last day for notice: what is to be decided by which day, and why. */
export default function ContractRenewal({
  name,
  mspName,
  toStaff,
  clientName,
  what,
  kind,
  on,
  quantity,
  url,
}: Props) {
  const facts = { name, what, day: formatDay(day(on)), reason: decisionWords({ kind, quantity }) };
  const text = toStaff
    ? m.contracts_letter_renewal_text_staff({ ...facts, client: clientName })
    : m.contracts_letter_renewal_text(facts);
  return (
    <LetterLayout
      preview={text}
      heading={m.contracts_letter_renewal_heading({ day: facts.day })}
      mspName={mspName}
      foot={
        toStaff ? m.contracts_letter_renewal_foot_staff() : m.contracts_letter_renewal_foot({ msp: mspName })
      }
    >
      <LetterText>{text}</LetterText>
      <LetterButton href={url}>
        {toStaff ? m.contracts_letter_renewal_button_staff() : m.contracts_letter_renewal_button()}
      </LetterButton>
    </LetterLayout>
  );
}

ContractRenewal.PreviewProps = {
  name: "Joris Prins",
  mspName: "Helder IT",
  toStaff: false,
  clientName: "Atelier Noord",
  what: "Werkplekbeheer",
  kind: "last-notice",
  on: "2026-12-10",
  quantity: null,
  url: "https://portal.example/contract",
} satisfies Props;
