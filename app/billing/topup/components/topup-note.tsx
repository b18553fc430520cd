import { m } from "#app/platform/generated/i18n/messages.js";
import { TextLink } from "#app/ui/card.tsx";

/** One line on topping up, with a link to its page. */
export function TopupNote({ words }: { words: string }) {
  return (
    <p className="flex flex-wrap gap-x-2 gap-y-1 px-1 text-sm text-muted">
      <span>{words}</span>
      <TextLink to="/top-up">{m.topup_line_link()}</TextLink>
    </p>
  );
}
