import { z } from "zod";

import { formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { clientOf } from "#emails/for-client.ts";
import { LetterButton, LetterFacts, LetterLayout, LetterText } from "#emails/letter-layout.tsx";
import { exampleOrder, orderLetter, orderRows } from "#emails/order-facts.ts";

export const props = orderLetter.extend({ payUrl: z.url() });
type Props = z.infer<typeof props>;

const hoursOf = ({ order }: Props): string => m.billing_hours({ hours: order.minutes / 60 });

/** What the mailbox shows. */
export function subject(letter: Props): string {
  return m.topup_letter_action_subject({ hours: hoursOf(letter) });
}

/** To those who buy: the bank wants a person to confirm the payment. */
export default function TopupAction(letter: Props) {
  const { name, mspName, payUrl, order } = letter;
  const text = m.topup_letter_action_text({
    name,
    hours: hoursOf(letter),
    amount: formatMoney(order.grossMinor, order.currency),
  });
  return (
    <LetterLayout
      preview={text}
      heading={subject(letter)}
      mspName={mspName}
      foot={m.topup_letter_foot({ client: clientOf(letter) })}
    >
      <LetterText>{text}</LetterText>
      <LetterFacts rows={orderRows(order)} />
      <LetterButton href={payUrl}>{m.topup_letter_confirm()}</LetterButton>
    </LetterLayout>
  );
}

TopupAction.PreviewProps = { ...exampleOrder, payUrl: "https://portal.example/i/1" } satisfies Props;
