import { z } from "zod";

import { formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterFacts, LetterLayout, LetterQuote, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  asker: z.string(),
  mspName: z.string(),
  minutes: z.int(),
  netMinor: z.int(),
  currency: z.string(),
  message: z.string(),
  url: z.url(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ asker, minutes }: Props): string {
  return m.billing_letter_ask_subject({ asker, hours: minutes / 60 });
}

/** To those who may buy: a colleague asks for a block, with their own words. */
export default function AskToBuy({ name, asker, mspName, minutes, netMinor, currency, message, url }: Props) {
  const hours = minutes / 60;
  return (
    <LetterLayout
      preview={message || m.billing_letter_ask_preview()}
      heading={m.billing_letter_ask_heading({ asker, hours })}
      mspName={mspName}
      foot={m.billing_letter_ask_foot()}
    >
      <LetterText>{m.billing_letter_ask_text({ name, asker })}</LetterText>
      {message && <LetterQuote>{message}</LetterQuote>}
      <LetterFacts
        rows={[
          {
            term: m.billing_hours({ hours }),
            value: `${formatMoney(netMinor, currency)} ${m.billing_excl_vat()}`,
          },
        ]}
      />
      <LetterButton href={url}>{m.billing_letter_ask_button()}</LetterButton>
    </LetterLayout>
  );
}

AskToBuy.PreviewProps = {
  name: "Petra Jansen",
  asker: "Tom de Boer",
  mspName: "Helder IT",
  minutes: 600,
  netMinor: 95_000,
  currency: "EUR",
  message: "De nieuwe kassa komt maandag.",
  url: "https://portal.example/buy",
} satisfies Props;
