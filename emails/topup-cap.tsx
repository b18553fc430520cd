import { z } from "zod";

import { formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { clientOf } from "#emails/for-client.ts";
import { LetterButton, LetterFacts, LetterLayout, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  clientName: z.string().optional(),
  url: z.url(),
  held: z.boolean(),
  count: z.int(),
  maxPer30d: z.int(),
  maxMinorPer30d: z.int().nullable(),
  currency: z.string(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ held }: Props): string {
  return held ? m.topup_letter_cap_held_subject() : m.topup_letter_cap_subject();
}

/** To those who buy: the cap allows for no further top-up, or already holds one back. */
export default function TopupCap(letter: Props) {
  const { name, mspName, url, held, count, maxPer30d, maxMinorPer30d, currency } = letter;
  const text = held ? m.topup_letter_cap_held({ name }) : m.topup_letter_cap_near({ name });
  const rows = [
    { term: m.topup_max_count(), value: m.topup_used({ count: String(count), most: String(maxPer30d) }) },
    ...(maxMinorPer30d === null
      ? []
      : [{ term: m.topup_max_amount(), value: formatMoney(maxMinorPer30d, currency) }]),
  ];
  return (
    <LetterLayout
      preview={text}
      heading={subject(letter)}
      mspName={mspName}
      foot={m.topup_letter_foot({ client: clientOf(letter) })}
    >
      <LetterText>{text}</LetterText>
      <LetterFacts rows={rows} />
      <LetterButton href={url}>{m.topup_letter_cap_button()}</LetterButton>
    </LetterLayout>
  );
}

TopupCap.PreviewProps = {
  name: "Petra Jansen",
  mspName: "Helder IT",
  clientName: "Bakkerij Jansen",
  url: "https://portal.example/top-up",
  held: false,
  count: 4,
  maxPer30d: 4,
  maxMinorPer30d: 500_000,
  currency: "EUR",
} satisfies Props;
