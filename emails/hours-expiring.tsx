import { z } from "zod";

import { ideaTitle } from "#app/hours/alerts/components/idea-words.ts";
import { ideaKeys } from "#app/hours/rules/expiry-warnings.ts";
import { day } from "#app/platform/day.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { clientOf } from "#emails/for-client.ts";
import { LetterButton, LetterLayout, LetterLink, LetterText } from "#emails/letter-layout.tsx";

export const props = z.object({
  name: z.string(),
  mspName: z.string(),
  clientName: z.string().optional(),
  minutes: z.int(),
  block: z.int(),
  lastDay: z.string(),
  daysLeft: z.int(),
  url: z.url(),
  ideas: z.array(z.object({ key: z.enum(ideaKeys), minutes: z.int(), url: z.url() })),
});
type Props = z.infer<typeof props>;

/** What the mailbox shows. */
export function subject({ minutes, daysLeft, lastDay }: Props): string {
  if (daysLeft <= 1)
    return m.manage_letter_expiring_soon_subject({
      minutes: formatMinutes(minutes),
      day: formatDay(day(lastDay)),
    });
  return m.manage_letter_expiring_subject({ minutes: formatMinutes(minutes), day: formatDay(day(lastDay)) });
}

/** Some days before a block's last one: what lapses, when, and what it could still be used for. */
export default function HoursExpiring(letter: Props) {
  const { name, mspName, minutes, block, lastDay, ideas, url } = letter;
  return (
    <LetterLayout
      preview={m.manage_letter_expiring_preview()}
      heading={subject(letter)}
      mspName={mspName}
      foot={m.manage_letter_low_foot({ client: clientOf(letter) })}
    >
      <LetterText>
        {m.manage_letter_expiring_text({
          name,
          minutes: formatMinutes(minutes),
          block,
          day: formatDay(day(lastDay)),
        })}
      </LetterText>
      {ideas.length > 0 && <LetterText>{m.manage_use_them()}</LetterText>}
      {ideas.map((idea) => (
        <LetterText key={idea.key}>
          <LetterLink href={idea.url}>{ideaTitle(idea.key)}</LetterLink> (
          {m.manage_about({ minutes: formatMinutes(idea.minutes) })})
        </LetterText>
      ))}
      <LetterButton href={url}>{m.manage_letter_expiring_button()}</LetterButton>
    </LetterLayout>
  );
}

HoursExpiring.PreviewProps = {
  name: "Petra",
  mspName: "Helder IT",
  clientName: "Bakkerij Jansen",
  minutes: 150,
  block: 3,
  lastDay: "2026-12-14",
  daysLeft: 7,
  url: "https://portal.example/requests/new",
  ideas: [{ key: "restore", minutes: 60, url: "https://portal.example/requests/new?idea=restore" }],
} satisfies Props;
