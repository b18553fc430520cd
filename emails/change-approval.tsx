import { z } from "zod";

import { day } from "#app/platform/day.ts";
import { formatDay, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterFacts, LetterLayout, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  number: z.int(),
  title: z.string(),
  requesterName: z.string(),
  clientName: z.string(),
  mspName: z.string(),
  reminder: z.boolean(),
  amountMinor: z.int(),
  onceMinor: z.int(),
  monthlyMinor: z.int(),
  later: z.array(z.object({ from: z.string(), monthlyMinor: z.int() })).optional(),
  currency: z.string(),
  answers: z.array(z.object({ label: z.string(), text: z.string() })),
  url: z.url(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ number, title, reminder }: Props): string {
  return reminder
    ? m.change_letter_reminder_subject({ number, title })
    : m.change_letter_approval_subject({ number, title });
}

/** To whoever may approve: what is asked and what it costs. Its link leads to the page, where the decision is made after signing in. */
export default function ChangeApproval(change: Props) {
  const money = (minor: number): string => m.change_excl_vat({ amount: formatMoney(minor, change.currency) });
  return (
    <LetterLayout
      preview={change.title}
      heading={m.change_letter_approval_heading({ name: change.requesterName })}
      mspName={change.mspName}
      foot={m.change_letter_approval_foot({ client: change.clientName })}
    >
      <LetterText>{m.query_letter_hello({ name: change.name })}</LetterText>
      <LetterText>
        {change.reminder
          ? m.change_letter_reminder_text({ name: change.requesterName, title: change.title })
          : m.change_letter_approval_text({ name: change.requesterName, title: change.title })}
      </LetterText>
      <LetterFacts
        rows={[
          ...change.answers.map(({ label, text }) => ({ term: label, value: text })),
          ...(change.onceMinor > 0 ? [{ term: m.change_price_once(), value: money(change.onceMinor) }] : []),
          ...(change.monthlyMinor > 0
            ? [{ term: m.change_price_monthly(), value: money(change.monthlyMinor) }]
            : []),
          ...(change.later ?? []).map(({ from, monthlyMinor }) => ({
            term: m.change_price_monthly_from({ day: formatDay(day(from)) }),
            value: money(monthlyMinor),
          })),
          ...(change.amountMinor === 0 ? [{ term: m.change_price(), value: m.change_price_none() }] : []),
        ]}
      />
      <LetterButton href={change.url}>{m.change_letter_approval_button()}</LetterButton>
    </LetterLayout>
  );
}

ChangeApproval.PreviewProps = {
  name: "Petra Jansen",
  number: 1042,
  title: "Toegang vragen: Tom de Boer · Recepten (map)",
  requesterName: "Tom de Boer",
  clientName: "Bakkerij Jansen",
  mspName: "Helder IT",
  reminder: false,
  amountMinor: 0,
  onceMinor: 0,
  monthlyMinor: 0,
  currency: "EUR",
  answers: [
    { label: "Waartoe?", text: "Recepten (map)" },
    { label: "Welke rechten?", text: "Alleen lezen" },
  ],
  url: "https://portal.example/requests/1",
} satisfies Props;
