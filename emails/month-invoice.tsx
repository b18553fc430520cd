import { z } from "zod";

import { methodName } from "#app/billing/topup/words.ts";
import { monthWord, vatLabel } from "#app/billing/words.ts";
import { vatKinds } from "#app/clients/rules/vat.ts";
import { day } from "#app/platform/day.ts";
import { formatDay, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterFacts, LetterLayout, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  url: z.url(),
  /** The client has ended: the portal is closed to it. */
  isEnded: z.boolean().optional(),
  invoiceNumber: z.string().nullable(),
  month: z.string(),
  dueOn: z.iso.date(),
  /** From what the amount is debited on `dueOn` or in the days after; left out where it is to be paid until then. */
  collect: z.object({ type: z.string(), last4: z.string(), creditorId: z.string().nullable() }).nullish(),
  amounts: z.object({
    currency: z.string(),
    netMinor: z.int(),
    vatMinor: z.int(),
    vatKind: z.enum(vatKinds),
    vatRateBp: z.int(),
    grossMinor: z.int(),
  }),
  lines: z.array(z.object({ label: z.string(), amountMinor: z.int(), kind: z.string() })),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ month, invoiceNumber, collect, amounts, dueOn }: Props): string {
  const about = { month: monthWord(month), number: invoiceNumber ?? "" };
  if (!collect) return m.monthly_letter_subject(about);
  const amount = formatMoney(amounts.grossMinor, amounts.currency);
  return m.monthly_letter_collect_subject({ ...about, amount, day: formatDay(day(dueOn)) });
}

/** To those who buy: what the month of the contract costs, until when to pay it or when it is debited from what, and where the reasons stand. */
export default function MonthInvoice(letter: Props) {
  const { name, mspName, url, month, dueOn, collect, amounts, lines } = letter;
  const money = (minor: number) => formatMoney(minor, amounts.currency);
  const about = { name, month: monthWord(month), amount: money(amounts.grossMinor) };
  const what = collect
    ? m.monthly_letter_collect_text({ ...about, day: formatDay(day(dueOn)), method: methodName(collect) })
    : m.monthly_letter_text({ ...about, due: formatDay(day(dueOn)) });
  const text = letter.isEnded ? what : `${what} ${m.monthly_letter_reasons()}`;
  return (
    <LetterLayout
      preview={text}
      heading={m.monthly_invoice_of({ month: monthWord(month) })}
      mspName={mspName}
      foot={m.monthly_letter_foot({ msp: mspName })}
    >
      <LetterText>{text}</LetterText>
      <LetterFacts
        rows={[
          ...lines.map(({ label, amountMinor, kind }) => ({
            term: nameOf(label, kind),
            value: money(amountMinor),
          })),
          { term: vatLabel(amounts), value: money(amounts.vatMinor) },
          { term: m.billing_total(), value: money(amounts.grossMinor), strong: true },
          ...(collect?.creditorId ? [{ term: m.topup_creditor_id(), value: collect.creditorId }] : []),
        ]}
      />
      <LetterButton href={url}>{m.monthly_letter_button()}</LetterButton>
    </LetterLayout>
  );
}

function nameOf(label: string, kind: string): string {
  if (kind === "correction") return m.monthly_letter_correction({ label });
  return kind === "carry" ? m.monthly_letter_carry() : label;
}

MonthInvoice.PreviewProps = {
  name: "Joris Prins",
  mspName: "Helder IT",
  url: "https://portal.example/invoices/1",
  invoiceNumber: "TEG-0042",
  month: "2026-10",
  dueOn: "2026-11-15",
  collect: { type: "sepa_debit", last4: "4300", creditorId: "NL98ZZZ999999990000" },
  amounts: {
    currency: "EUR",
    netMinor: 115_000,
    vatMinor: 24_150,
    vatKind: "standard",
    vatRateBp: 2100,
    grossMinor: 139_150,
  },
  lines: [{ label: "Werkplek", amountMinor: 115_000, kind: "count" }],
} satisfies Props;
