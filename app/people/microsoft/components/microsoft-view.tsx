import { ActForm, answers, Opens, type Reply } from "#app/people/components/act-form.tsx";
import type { Difference } from "#app/people/rules/microsoft.ts";
import { addDays } from "#app/platform/day.ts";
import { formatDay, formatInstant, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge, type Tone } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { Notice } from "#app/ui/notice.tsx";

import type { MicrosoftPage } from "#app/people/microsoft/microsoft-page.server.ts";
import { actWords, differenceWords, statusHelp, statusWords } from "#app/people/microsoft/words.ts";

interface ViewProps {
  page: MicrosoftPage;
  lastResult: Reply;
  mayEditProducts: boolean;
}

/** A client's tenant of Microsoft 365: how it was read, and each difference with what accepting it would do. */
export function MicrosoftView({ page, lastResult, mayEditProducts }: ViewProps) {
  const { tenant, differences } = page;
  return (
    <>
      {!page.hasApp && (
        <Notice tone="low" quiet title={m.people_ms_no_app_title()}>
          {m.people_ms_no_app_text()}
        </Notice>
      )}
      {page.secretEndsOn !== null && page.secretEndsOn <= addDays(page.today, 30) && (
        <Notice tone="low" quiet title={m.people_ms_secret_soon({ day: formatDay(page.secretEndsOn) })} />
      )}
      {tenant && <Reading page={page} tenant={tenant} lastResult={lastResult} />}
      {tenant?.readAt && (
        <Differences differences={differences} lastResult={lastResult} mayEditProducts={mayEditProducts} />
      )}
      {page.refused > 0 && (
        <Card>
          <p className="mb-3">{m.people_ms_hidden({ n: page.refused, count: formatNumber(page.refused) })}</p>
          <ActForm id="again" intent="again" lastResult={lastResult} submit={m.people_ms_again()} small />
        </Card>
      )}
      <Connection page={page} lastResult={lastResult} />
    </>
  );
}

type Read = NonNullable<MicrosoftPage["tenant"]>;

const tones: Record<Read["status"], Tone> = {
  waiting: "neutral",
  read: "good",
  "no-consent": "negative",
  "secret-wrong": "negative",
  unavailable: "low",
};

function Reading({ page, tenant, lastResult }: { page: MicrosoftPage; tenant: Read; lastResult: Reply }) {
  const help = statusHelp[tenant.status]?.();
  return (
    <Card>
      <p className="mb-2">
        <Badge tone={tones[tenant.status]}>{statusWords[tenant.status]()}</Badge>
      </p>
      {tenant.readAt && (
        <p className="text-muted">
          {m.people_ms_read_at({
            at: formatInstant(tenant.readAt, page.zone),
            accounts: formatNumber(tenant.accounts),
            licences: formatNumber(tenant.licences),
          })}
        </p>
      )}
      {help && <p className="mt-2">{help}</p>}
      {page.hasApp && (
        <div className="mt-3">
          <ActForm id="read" intent="read" lastResult={lastResult} submit={m.people_ms_read_now()} small />
        </div>
      )}
    </Card>
  );
}

function Differences({
  differences,
  lastResult,
  mayEditProducts,
}: Pick<ViewProps, "lastResult" | "mayEditProducts"> & { differences: Difference[] }) {
  if (differences.length === 0)
    return (
      <Notice tone="good" quiet title={m.people_ms_none_title()}>
        {m.people_ms_none_text()}
      </Notice>
    );
  const count = differences.length;
  return (
    <Card
      padding="none"
      title={m.people_ms_differences({ n: count, count: formatNumber(count) })}
      titleId="differences"
    >
      <DataTable
        caption={m.people_ms_differences({ n: count, count: formatNumber(count) })}
        dense
        rows={differences}
        rowKey={({ key }) => key}
        columns={[
          {
            key: "difference",
            header: m.people_ms_col_difference(),
            primary: true,
            cell: (row) => <span className="font-normal wrap-anywhere">{differenceWords(row)}</span>,
          },
          { key: "effect", header: m.people_ms_col_effect(), cell: (row) => actWords(row.act) },
          {
            key: "decide",
            header: m.people_ms_accept(),
            hideHeader: true,
            cell: (row) => (
              <Decide
                difference={row}
                lastResult={lastResult}
                mayAccept={row.act !== null && (row.act.do !== "pool" || mayEditProducts)}
              />
            ),
          },
        ]}
      />
    </Card>
  );
}

function Decide({
  difference,
  lastResult,
  mayAccept,
}: {
  difference: Difference;
  lastResult: Reply;
  mayAccept: boolean;
}) {
  const { key } = difference;
  const words = differenceWords(difference);
  return (
    <div className="flex flex-wrap gap-2">
      {mayAccept && (
        <ActForm
          id={`accept-${key}`}
          intent="accept"
          hidden={{ key }}
          lastResult={lastResult}
          submit={
            <>
              {m.people_ms_accept()}
              <span className="sr-only">: {words}</span>
            </>
          }
          small
        />
      )}
      <ActForm
        id={`refuse-${key}`}
        intent="refuse"
        hidden={{ key }}
        lastResult={lastResult}
        tone="quiet"
        submit={
          <>
            {m.people_ms_refuse()}
            <span className="sr-only">: {words}</span>
          </>
        }
        small
      />
    </div>
  );
}

function Connection({ page, lastResult }: Pick<ViewProps, "page" | "lastResult">) {
  const { tenant } = page;
  return (
    <Card title={m.people_ms_consent()} titleId="consent">
      {page.consentUrl && (
        <p className="mb-4 text-muted">
          {m.people_ms_consent_text()}{" "}
          <a href={page.consentUrl} className="link" rel="noreferrer">
            {m.people_ms_consent_link()}
          </a>
        </p>
      )}
      <ActForm
        id="connect"
        intent="connect"
        lastResult={lastResult}
        defaults={{ tenantId: tenant?.tenantId ?? "" }}
        submit={m.people_ms_connect()}
        tone={tenant ? "secondary" : "primary"}
      >
        {(field) => (
          <TextField
            field={field("tenantId")}
            label={m.people_ms_tenant()}
            hint={m.people_ms_tenant_hint()}
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </ActForm>
      {tenant && (
        <Opens label={m.people_ms_disconnect()} open={answers(lastResult, "disconnect")}>
          <ActForm
            id="disconnect"
            intent="disconnect"
            lastResult={lastResult}
            submit={m.people_ms_disconnect()}
            small
          />
        </Opens>
      )}
    </Card>
  );
}
