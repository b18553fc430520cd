import { z } from "zod";

import { riseWords, renewalWords } from "#app/contracts/components/term-words.ts";
import { renewals } from "#app/contracts/rules/clock.ts";
import { day } from "#app/platform/day.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterFacts, LetterLayout, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  contract: z.string(),
  currency: z.string(),
  how: z.enum(["changed", "renewed", "taken-back"]),
  countsFrom: z.iso.date(),
  reason: z.string(),
  terms: z.object({
    termMonths: z.int().nullable(),
    termEndsOn: z.iso.date().nullable(),
    endsWithTerm: z.boolean(),
    renewal: z.enum(renewals),
    renewalMonths: z.int(),
    noticeMonths: z.int(),
    indexation: z
      .object({ kind: z.enum(["rate", "amount"]), value: z.int(), month: z.int(), noticeDays: z.int() })
      .nullable(),
  }),
  url: z.url(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ contract: what, how, countsFrom }: Props): string {
  if (how === "renewed") return m.contracts_letter_renewed_subject({ what });
  return how === "changed"
    ? m.contracts_letter_terms_subject({ what, day: formatDay(day(countsFrom)) })
    : m.contracts_letter_terms_back_subject({ what });
}

/** To those who buy: their contract has other terms from a day on or is renewed, with the reason; or that was taken back, with what counts instead. */
export default function ContractTerms(props: Props) {
  const { name, mspName, contract: what, how, reason, url } = props;
  const facts = { name, what, day: formatDay(day(props.countsFrom)) };
  const text =
    how === "renewed"
      ? m.contracts_letter_renewed_text(facts)
      : how === "changed"
        ? m.contracts_letter_terms_text(facts)
        : m.contracts_letter_terms_back_text(facts);
  return (
    <LetterLayout
      preview={text}
      heading={m.contracts_letter_terms_heading({ what })}
      mspName={mspName}
      foot={m.contracts_letter_renewal_foot({ msp: mspName })}
    >
      <LetterText>{text}</LetterText>
      <LetterFacts rows={rowsOf(props)} />
      {how !== "taken-back" && <LetterText>{m.contracts_letter_end_reason({ reason })}</LetterText>}
      <LetterButton href={url}>{m.contracts_letter_renewal_button()}</LetterButton>
    </LetterLayout>
  );
}

function rowsOf({ terms, currency }: Props): { term: string; value: string }[] {
  const { termMonths, termEndsOn, endsWithTerm, renewal, renewalMonths, noticeMonths, indexation } = terms;
  const term =
    termEndsOn !== null
      ? m.contracts_term_until({ day: formatDay(day(termEndsOn)) })
      : termMonths === null
        ? m.contracts_term_open()
        : m.contracts_term_of({ months: termMonths });
  const goesOn =
    renewal === "automatic" ? m.contracts_renews_by({ months: renewalMonths }) : renewalWords[renewal]();
  return [
    { term: m.contracts_letter_terms_term(), value: term },
    { term: m.contracts_renewal(), value: endsWithTerm ? renewalWords.none() : goesOn },
    {
      term: m.contracts_letter_terms_notice(),
      value: m.contracts_letter_terms_notice_of({ count: noticeMonths }),
    },
    {
      term: m.contracts_indexation(),
      value: indexation
        ? m.contracts_indexation_of({ rise: riseWords(indexation, currency), month: indexation.month })
        : m.contracts_indexation_none(),
    },
  ];
}

ContractTerms.PreviewProps = {
  name: "Joris Prins",
  mspName: "Helder IT",
  contract: "Werkplekbeheer",
  currency: "EUR",
  how: "renewed",
  countsFrom: "2027-01-01",
  reason: "Zoals besproken op 12 november",
  terms: {
    termMonths: null,
    termEndsOn: "2027-12-31",
    endsWithTerm: false,
    renewal: "manual",
    renewalMonths: 12,
    noticeMonths: 1,
    indexation: { kind: "rate", value: 310, month: 1, noticeDays: 30 },
  },
  url: "https://portal.example/contract",
} satisfies Props;
