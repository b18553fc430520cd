import { Link } from "@remix-run/react";

import type { ShownAttempt } from "#app/billing/topup/topup-page.server.ts";
import { attemptTone, attemptWord } from "#app/billing/topup/words.ts";
import { formatDay, formatMinutes, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { EntryList } from "#app/ui/lists.tsx";

/** The last top-ups with the state of each, and links to pay, confirm or see the order where there is one. */
export function AttemptList({ attempts }: { attempts: ShownAttempt[] }) {
  return (
    <Card title={m.topup_attempts()} titleId="topup-attempts">
      {attempts.length === 0 ? (
        <p className="text-muted">{m.topup_attempts_none()}</p>
      ) : (
        <EntryList rows={attempts.map(toRow)} />
      )}
    </Card>
  );
}

function toRow(attempt: ShownAttempt) {
  const amount =
    typeof attempt.grossMinor === "number"
      ? formatMoney(attempt.grossMinor, attempt.currency ?? "EUR")
      : null;
  return {
    key: attempt.id,
    title: formatMinutes(attempt.minutes),
    detail: (
      <>
        <span className="block">
          {[formatDay(attempt.on), amount].filter((part) => part !== null).join(" · ")}
        </span>
        {(attempt.payUrl || attempt.maySeeOrder) && <Ways attempt={attempt} />}
      </>
    ),
    aside: (
      <Badge tone={attemptTone(attempt)} size="small">
        {attemptWord(attempt)}
      </Badge>
    ),
  };
}

function Ways({ attempt }: { attempt: ShownAttempt }) {
  return (
    <span className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
      {attempt.payUrl && (
        <a className="link" href={attempt.payUrl}>
          {attempt.status === "requires_action" ? m.topup_confirm_now() : m.topup_pay_now()}
        </a>
      )}
      {attempt.maySeeOrder && (
        <Link className="link" to={`/orders/${attempt.id}`}>
          {m.topup_see_order()}
        </Link>
      )}
    </span>
  );
}
