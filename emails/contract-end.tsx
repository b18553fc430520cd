import { z } from "zod";

import { day } from "#app/platform/day.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterButton, LetterLayout, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  contract: z.string(),
  /** Null: the end was taken back. */
  lastOn: z.iso.date().nullable(),
  reason: z.string(),
  url: z.url(),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ contract: what, lastOn }: Props): string {
  return lastOn === null
    ? m.contracts_letter_end_undone_subject({ what })
    : m.contracts_letter_end_subject({ what, day: formatDay(day(lastOn)) });
}

/** To those who buy: the MSP ended a contract, with its last day and the reason, or took that back. */
export default function ContractEnd({ name, mspName, contract: what, lastOn, reason, url }: Props) {
  const text =
    lastOn === null
      ? m.contracts_letter_end_undone_text({ name, what })
      : m.contracts_letter_end_text({ name, what, day: formatDay(day(lastOn)) });
  return (
    <LetterLayout
      preview={text}
      heading={lastOn === null ? m.contracts_letter_end_undone_heading() : m.contracts_letter_end_heading()}
      mspName={mspName}
      foot={m.contracts_letter_end_foot({ msp: mspName })}
    >
      <LetterText>{text}</LetterText>
      {lastOn !== null && <LetterText>{m.contracts_letter_end_reason({ reason })}</LetterText>}
      <LetterButton href={url}>{m.contracts_letter_renewal_button()}</LetterButton>
    </LetterLayout>
  );
}

ContractEnd.PreviewProps = {
  name: "Joris Prins",
  mspName: "Helder IT",
  contract: "Werkplekbeheer",
  lastOn: "2026-12-31",
  reason: "Op jullie verzoek",
  url: "https://portal.example/contract",
} satisfies Props;
