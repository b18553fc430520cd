import type { ReactNode } from "react";

import type { ConnectionAnswer } from "#app/office/connections/check-connections.server.ts";
import { faultWords } from "#app/office/connections/words.ts";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { DefinitionList } from "#app/ui/lists.tsx";
import { Notice } from "#app/ui/notice.tsx";

type StripeTest = ConnectionAnswer & { tested: "stripe" };

/** What a test of Stripe found, a line each, and what to do about it. */
export function StripeAnswer({ answer: { stripe, well }, zone }: { answer: StripeTest; zone: string }) {
  const { lastEventAt } = stripe;
  return (
    <div className="mt-4 grid gap-4">
      <Notice tone={well ? "good" : "error"} title={well ? m.conn_stripe_well() : m.conn_stripe_not_well()} />
      <div className="wrap-anywhere">
        <DefinitionList
          items={[
            { term: m.conn_stripe_account(), value: accountWords(stripe) },
            { term: m.conn_stripe_endpoint(), value: endpointWords(stripe) },
            {
              term: m.conn_stripe_secret(),
              value: stripe.secretSet ? m.conn_stripe_secret_set() : m.conn_stripe_secret_not(),
            },
            {
              term: m.conn_stripe_last(),
              value: lastEventAt ? formatInstant(new Date(lastEventAt), zone) : m.conn_stripe_last_never(),
            },
          ]}
        />
      </div>
    </div>
  );
}

function accountWords({ account }: StripeTest["stripe"]): ReactNode {
  if (!account.ok)
    return (
      <>
        {faultWords(account.refusal)}
        <span className="mt-1 block text-sm text-muted" lang="en">
          {m.conn_said({ words: account.detail })}
        </span>
      </>
    );
  const { id, country, live, takesPayments } = account.value;
  if (!takesPayments) return m.conn_stripe_no_charges({ id });
  return live ? m.conn_stripe_account_live({ id, country }) : m.conn_stripe_account_test({ id, country });
}

function endpointWords({ endpoint, webhookUrl: url, apiVersion }: StripeTest["stripe"]): string {
  if (!endpoint.ok) return faultWords(endpoint.refusal);
  if (endpoint.value === null) return m.conn_stripe_endpoint_none({ url, version: apiVersion });
  if (!endpoint.value.enabled) return m.conn_stripe_endpoint_off();
  const { missing } = endpoint.value;
  if (missing.length > 0) return m.conn_stripe_endpoint_lacks({ events: missing.join(", ") });
  return m.conn_stripe_endpoint_well({ url });
}
