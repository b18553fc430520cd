import { z } from "zod";

import { formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  /** The client of the order; null for what is about all. */
  clientName: z.string().nullable(),
  what: z.enum(["order", "events", "missing"]),
  order: z.object({ number: z.int(), grossMinor: z.int(), currency: z.string() }).nullable(),
  /** What Stripe or the portal said; empty for nothing. */
  said: z.string(),
  url: z.url(),
});
type Props = z.infer<typeof props>;

const subjects = {
  order: ({ order }) => m.stuck_letter_order_subject({ number: order?.number ?? 0 }),
  events: () => m.stuck_letter_events_subject(),
  missing: () => m.stuck_letter_missing_subject(),
} satisfies Record<Props["what"], (letter: Props) => string>;

const texts = {
  order: ({ name, clientName, order }) =>
    m.stuck_letter_order_text({
      name,
      client: clientName ?? "",
      number: order?.number ?? 0,
      amount: formatMoney(order?.grossMinor ?? 0, order?.currency ?? "EUR"),
    }),
  events: ({ name }) => m.stuck_letter_events_text({ name }),
  missing: ({ name }) => m.stuck_letter_missing_text({ name }),
} satisfies Record<Props["what"], (letter: Props) => string>;

/** What the mailbox shows. */
export function subject(letter: Props): string {
  return subjects[letter.what](letter);
}

/** To the MSP's owner, once: what hangs between Stripe and the portal, and where to go on. */
export default function StripeStuck(letter: Props) {
  const { mspName, what, said, url } = letter;
  const text = texts[what](letter);
  return (
    <LetterLayout
      preview={text}
      heading={subject(letter)}
      mspName={mspName}
      foot={m.stuck_letter_foot({ msp: mspName })}
    >
      <LetterText>{text}</LetterText>
      <LetterText>{what === "order" ? m.stuck_letter_order_next() : m.stuck_letter_events_next()}</LetterText>
      {said && <LetterText>{m.conn_said({ words: said })}</LetterText>}
      <LetterButton href={url}>
        {what === "order" ? m.stuck_letter_order_button() : m.stuck_letter_events_button()}
      </LetterButton>
    </LetterLayout>
  );
}

StripeStuck.PreviewProps = {
  name: "Noor",
  mspName: "Helder IT",
  clientName: "Bakkerij Jansen",
  what: "order",
  order: { number: 1042, grossMinor: 114_950, currency: "EUR" },
  said: "StripeConnectionError: An error occurred with our connection to Stripe.",
  url: "https://portal.example/staff/orders/1",
} satisfies Props;
