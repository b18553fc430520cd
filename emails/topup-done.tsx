import { z } from "zod";

import { methodWord } from "#app/billing/words.ts";
import { formatMinutes, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { clientOf } from "#emails/for-client.ts";
import { LetterButton, LetterFacts, LetterLayout, LetterText } from "#emails/letter-layout.tsx";
import { exampleOrder, orderLetter, orderRows } from "#emails/order-facts.ts";

export const props = orderLetter.extend({ balanceMinutes: z.int(), method: z.string().nullable() });
type Props = z.infer<typeof props>;

const hoursOf = ({ order }: Props): string => m.billing_hours({ hours: order.minutes / 60 });

/** What the mailbox shows. */
export function subject(letter: Props): string {
  return m.topup_letter_done_subject({ hours: hoursOf(letter) });
}

/** To those who buy, each time: hours were topped up, for so much, this is the balance now. */
export default function TopupDone(letter: Props) {
  const { name, mspName, url, order, balanceMinutes, method } = letter;
  return (
    <LetterLayout
      preview={m.billing_letter_bought_preview({ balance: formatMinutes(balanceMinutes) })}
      heading={subject(letter)}
      mspName={mspName}
      foot={m.topup_letter_foot({ client: clientOf(letter) })}
    >
      <LetterText>
        {m.topup_letter_done_text({
          name,
          hours: hoursOf(letter),
          amount: formatMoney(order.grossMinor, order.currency),
        })}
      </LetterText>
      <LetterFacts
        rows={[
          ...orderRows(order),
          ...(method ? [{ term: m.topup_letter_done_method(), value: methodWord(method) }] : []),
          { term: m.billing_letter_balance_now(), value: formatMinutes(balanceMinutes), strong: true },
        ]}
      />
      <LetterButton href={url}>{m.topup_letter_see()}</LetterButton>
    </LetterLayout>
  );
}

TopupDone.PreviewProps = { ...exampleOrder, balanceMinutes: 720, method: "sepa_debit" } satisfies Props;
