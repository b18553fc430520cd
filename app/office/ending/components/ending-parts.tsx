import { Form } from "@remix-run/react";

import type { EndingPage } from "#app/office/ending/ending-page.server.ts";
import { hoursChoiceWords } from "#app/office/ending/words.ts";
import { formatDay, formatInstant, formatMinutes, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DefinitionList, EntryList } from "#app/ui/lists.tsx";
import { Notice } from "#app/ui/notice.tsx";

/** How a client ends or ended, and the way back. */
export function EndingFacts({ page }: { page: EndingPage & { ending: NonNullable<EndingPage["ending"]> } }) {
  const { ending, client } = page;
  return (
    <Card
      title={
        ending.doneAt
          ? m.office_ended_title({ day: formatDay(ending.fromOn) })
          : m.office_ending_title({ day: formatDay(ending.fromOn) })
      }
      titleId="ending"
      padding="large"
    >
      <p className="mb-4 text-muted">{ending.doneAt ? m.office_ended_text() : m.office_ending_text()}</p>
      <DefinitionList
        items={[
          { term: m.office_end_reason(), value: ending.reason },
          { term: m.office_end_by(), value: ending.decidedByName },
          ...(ending.doneAt
            ? [{ term: m.office_ended_at(), value: formatInstant(ending.doneAt, client.zone) }]
            : []),
          { term: m.office_end_hours_label(), value: hoursChoiceWords[ending.hours].label() },
          { term: m.office_end_left(), value: formatMinutes(page.netMinutes) },
        ]}
      />
      <Form method="post" className="mt-5">
        <SubmitButton tone="secondary" name="intent" value="bring-back">
          {ending.doneAt ? m.office_bring_back() : m.office_end_withdraw()}
        </SubmitButton>
        {ending.doneAt && <p className="mt-2 text-sm text-muted">{m.office_bring_back_text()}</p>}
      </Form>
    </Card>
  );
}

/** What is still open of a client that ends: invoices, hours to refund, requests, contracts. */
export function StillOpen({ page }: { page: EndingPage }) {
  const { money, client } = page;
  const alive = !page.ending?.doneAt;
  return (
    <>
      {page.frozen && <Notice tone="low" quiet title={m.office_end_frozen()} />}
      {page.runningContracts.length > 0 && (
        <Notice
          tone="low"
          quiet
          title={m.office_end_contracts({ names: page.runningContracts.join(", ") })}
          action={
            alive && <TextLink to={`/staff/clients/${client.id}/contract`}>{m.contracts_title()}</TextLink>
          }
        >
          {m.office_end_contracts_text()}
        </Notice>
      )}
      {page.openRequests > 0 && (
        <Notice tone="info" quiet title={m.office_end_requests({ count: page.openRequests })} />
      )}
      {money && (
        <Card title={m.office_end_invoices()} titleId="open-invoices">
          {money.invoices.length === 0 ? (
            <p className="text-muted">{m.office_end_no_invoices()}</p>
          ) : (
            <EntryList
              rows={money.invoices.map((invoice) => ({
                key: invoice.id,
                title:
                  invoice.kind === "order" ? (
                    <TextLink to={`/staff/orders/${invoice.id}`}>
                      {invoice.number ?? m.office_end_no_number()}
                    </TextLink>
                  ) : (
                    (invoice.number ?? m.office_end_no_number())
                  ),
                detail: invoice.dueAt && m.office_end_due({ day: formatInstant(invoice.dueAt, client.zone) }),
                aside: formatMoney(invoice.openMinor, invoice.currency),
              }))}
            />
          )}
        </Card>
      )}
      {money && page.ending?.hours === "refund" && money.unused.length > 0 && (
        <Card title={m.office_end_unused()} titleId="unused-orders">
          <EntryList
            rows={money.unused.map((order) => ({
              key: order.id,
              title: (
                <TextLink to={`/staff/orders/${order.id}`}>
                  {m.office_end_order({ number: order.number })}
                </TextLink>
              ),
              aside: formatMinutes(order.leftMinutes),
            }))}
          />
        </Card>
      )}
    </>
  );
}
