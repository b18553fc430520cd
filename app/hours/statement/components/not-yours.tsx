import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, TextLink } from "#app/ui/card.tsx";
import { EmptyState } from "#app/ui/lists.tsx";

/** To whom sees only the work that they asked for: whose the statement is, and where their own work stands. */
export function NotYours() {
  return (
    <Card padding="none">
      <EmptyState
        icon="hours"
        title={m.statement_not_yours_title()}
        action={<TextLink to="/hours">{m.statement_not_yours_link()}</TextLink>}
      >
        {m.statement_not_yours_text()}
      </EmptyState>
    </Card>
  );
}
