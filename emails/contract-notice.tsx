import { z } from "zod";

import { day } from "#app/platform/day.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterFacts, LetterLayout, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  toStaff: z.boolean(),
  clientName: z.string(),
  contract: z.string(),
  by: z.string(),
  givenOn: z.iso.date(),
  endsOn: z.iso.date(),
  words: z.string(),
  url: z.url(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ toStaff, clientName, contract: what, endsOn }: Props): string {
  const given = { what, day: formatDay(day(endsOn)) };
  return toStaff
    ? m.contracts_letter_notice_subject_staff({ client: clientName, ...given })
    : m.contracts_letter_notice_subject(given);
}

/** To a client's managers as confirmation, and to account managers: who gave notice on which contract, when, and the day it ends. */
export default function ContractNotice(props: Props) {
  const { name, mspName, toStaff, clientName, contract: what, by, words, url } = props;
  const ends = formatDay(day(props.endsOn));
  const text = toStaff
    ? m.contracts_letter_notice_text_staff({ name, client: clientName, what, day: ends })
    : m.contracts_letter_notice_text({ name, what, day: ends });
  return (
    <LetterLayout
      preview={text}
      heading={m.contracts_letter_notice_heading()}
      mspName={mspName}
      foot={
        toStaff ? m.contracts_letter_renewal_foot_staff() : m.contracts_letter_renewal_foot({ msp: mspName })
      }
    >
      <LetterText>{text}</LetterText>
      <LetterFacts
        rows={[
          { term: m.contracts_letter_notice_contract(), value: what },
          { term: m.contracts_letter_notice_by(), value: by },
          { term: m.contracts_letter_notice_on(), value: formatDay(day(props.givenOn)) },
          { term: m.contracts_letter_notice_ends(), value: ends },
          ...(words === "" ? [] : [{ term: m.contracts_notice_words(), value: words }]),
        ]}
      />
      <LetterButton href={url}>{m.contracts_letter_renewal_button()}</LetterButton>
    </LetterLayout>
  );
}

ContractNotice.PreviewProps = {
  name: "Joris Prins",
  mspName: "Helder IT",
  toStaff: false,
  clientName: "Atelier Noord",
  contract: "Werkplekbeheer",
  by: "Joris Prins",
  givenOn: "2026-11-22",
  endsOn: "2026-12-31",
  words: "Wij gaan samen met een ander bedrijf.",
  url: "https://portal.example/contract",
} satisfies Props;
