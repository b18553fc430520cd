import type { ForYouWords } from "#app/portal/for-you-words.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";

/** What waits for this person, each one line with its button; nothing where nothing waits. */
export function ForYou({ lines }: { lines: ForYouWords[] }) {
  if (lines.length === 0) return null;
  return (
    <Card title={m.portal_for_you()} titleId="for-you">
      <ul className="divide-y divide-line">
        {lines.map(({ text, to, button }) => (
          <li
            key={to + text}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5 first:pt-0 last:pb-0"
          >
            <span className="min-w-0 flex-1 basis-52 wrap-anywhere">{text}</span>
            <LinkButton to={to} size="small">
              {button}
              <span className="sr-only">: {text}</span>
            </LinkButton>
          </li>
        ))}
      </ul>
    </Card>
  );
}
