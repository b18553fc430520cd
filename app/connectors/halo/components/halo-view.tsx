import { ActForm, type Reply } from "#app/people/components/act-form.tsx";
import { Agents } from "#app/connectors/halo/components/halo-agents.tsx";
import { AccessForm, ChoicesForm } from "#app/connectors/halo/components/halo-forms.tsx";
import type { HaloPage, ShownClient } from "#app/connectors/halo/halo-page.server.ts";
import type { HaloStatus } from "#app/connectors/halo/store.server.ts";
import { haloProblemWords, haloStatusWords } from "#app/connectors/halo/words.ts";
import { formatInstant, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge, type Tone } from "#app/ui/badge.tsx";
import { ButtonRow } from "#app/ui/button.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DataTable, TwoLines } from "#app/ui/data-table.tsx";
import { Select } from "#app/ui/fields/select.tsx";

interface ViewProps {
  page: HaloPage;
  lastResult: Reply;
}
type Connection = NonNullable<HaloPage["connection"]>;

/** The connection to HaloPSA: how it stands, what failed, what was chosen, and which client is which. */
export function HaloView({ page, lastResult }: ViewProps) {
  const { connection } = page;
  return (
    <>
      {connection && <Standing page={page} connection={connection} lastResult={lastResult} />}
      {page.failed.length > 0 && <Failed page={page} lastResult={lastResult} />}
      <AccessForm page={page} lastResult={lastResult} />
      {connection && <ChoicesForm page={page} connection={connection} lastResult={lastResult} />}
      {connection?.lists && <Clients page={page} lists={connection.lists} lastResult={lastResult} />}
      {page.agents.length > 0 && <Agents page={page} lastResult={lastResult} />}
      {connection && <Webhook connection={connection} />}
    </>
  );
}

const tones: Record<HaloStatus, Tone> = {
  waiting: "neutral",
  works: "good",
  "secret-wrong": "negative",
  "not-allowed": "negative",
  unavailable: "low",
  refused: "negative",
};

function Standing({ page, connection, lastResult }: ViewProps & { connection: Connection }) {
  const { isOn, status, detail, succeededAt, choices } = connection;
  const { linked, waiting } = page.tickets;
  return (
    <Card>
      <p className="mb-2 flex flex-wrap gap-2">
        <Badge tone={isOn ? "good" : "neutral"}>{isOn ? m.connectors_is_on() : m.connectors_is_off()}</Badge>
        <Badge tone={tones[status]}>{haloStatusWords[status]()}</Badge>
      </p>
      {detail && <p className="mb-2 wrap-anywhere">{m.connectors_detail({ detail })}</p>}
      <p className="text-muted">
        {succeededAt
          ? m.connectors_last({ at: formatInstant(succeededAt, page.zone) })
          : m.connectors_never()}{" "}
        {m.connectors_counts({ linked: formatNumber(linked), waiting: formatNumber(waiting) })}
      </p>
      <div className="mt-3">
        <ButtonRow>
          <ActForm
            id="lists"
            intent="lists"
            lastResult={lastResult}
            submit={m.connectors_read_lists()}
            small
          />
          {(isOn || choices !== null) && (
            <ActForm
              id="switch"
              intent={isOn ? "off" : "on"}
              lastResult={lastResult}
              submit={isOn ? m.connectors_switch_off() : m.connectors_switch_on()}
              tone={isOn ? "quiet" : "primary"}
              small
            />
          )}
        </ButtonRow>
      </div>
    </Card>
  );
}

function Failed({ page, lastResult }: ViewProps) {
  return (
    <Card padding="none" title={m.connectors_failed()} titleId="failed">
      <DataTable
        caption={m.connectors_failed()}
        dense
        rows={page.failed}
        rowKey={({ requestId }) => requestId}
        columns={[
          {
            key: "request",
            header: m.connectors_request(),
            primary: true,
            cell: ({ requestId, number, title, clientName }) => (
              <TwoLines
                first={<TextLink to={`/staff/requests/${requestId}`}>{`#${number} ${title}`}</TextLink>}
                second={clientName}
              />
            ),
          },
          {
            key: "why",
            header: m.connectors_why(),
            cell: ({ problem, detail, nextAt }) => (
              <TwoLines
                first={<span className="wrap-anywhere">{haloProblemWords(problem, detail)}</span>}
                second={
                  <span className="wrap-anywhere">
                    {nextAt && m.connectors_next({ at: formatInstant(nextAt, page.zone) })}
                    {problem === "time-refused" ? "" : ` ${detail ?? ""}`}
                  </span>
                }
              />
            ),
          },
          {
            key: "again",
            header: m.connectors_again(),
            hideHeader: true,
            cell: ({ clientId, requestId, number }) => (
              <ActForm
                id={`again-${requestId}`}
                intent="again"
                hidden={{ clientId, requestId }}
                lastResult={lastResult}
                submit={
                  <>
                    {m.connectors_again()}
                    <span className="sr-only">: #{number}</span>
                  </>
                }
                small
              />
            ),
          },
        ]}
      />
    </Card>
  );
}

function Clients({ page, lists, lastResult }: ViewProps & { lists: NonNullable<Connection["lists"]> }) {
  const options = lists.clients.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <Card padding="none" title={m.connectors_clients()} titleId="clients">
      <p className="px-5 pb-3 text-muted">{m.connectors_clients_text()}</p>
      <DataTable
        caption={m.connectors_clients()}
        dense
        rows={page.clients}
        rowKey={({ id }) => id}
        columns={[
          { key: "client", header: m.connectors_client(), primary: true, cell: ({ name }) => name },
          {
            key: "halo",
            header: m.connectors_halo_client(),
            cell: (row) => <Mapping row={row} options={options} lastResult={lastResult} />,
          },
        ]}
      />
    </Card>
  );
}

function Mapping({
  row,
  options,
  lastResult,
}: {
  row: ShownClient;
  options: { value: string; label: string }[];
  lastResult: Reply;
}) {
  if (row.mapped)
    return (
      <div className="flex flex-wrap items-center gap-3">
        <span className="wrap-anywhere">{row.mapped.name}</span>
        <ActForm
          id={`unmap-${row.id}`}
          intent="unmap"
          hidden={{ clientId: row.id }}
          lastResult={lastResult}
          submit={
            <>
              {m.connectors_unmap()}
              <span className="sr-only">: {row.name}</span>
            </>
          }
          tone="quiet"
          small
        />
      </div>
    );
  return (
    <ActForm
      id={`map-${row.id}`}
      intent="map"
      hidden={{ clientId: row.id }}
      lastResult={lastResult}
      defaults={{ haloId: row.proposed === null ? "" : String(row.proposed) }}
      submit={
        <>
          {row.proposed === null ? m.connectors_map() : m.connectors_accept()}
          <span className="sr-only">: {row.name}</span>
        </>
      }
      small
    >
      {(field) => (
        <Select
          field={field("haloId")}
          label={<span className="sr-only">{m.connectors_halo_client()}</span>}
          options={options}
          placeholder={m.connectors_no_client()}
        />
      )}
    </ActForm>
  );
}

function Webhook({ connection }: { connection: Connection }) {
  const { url, password } = connection.webhook;
  return (
    <Card title={m.connectors_webhook()} titleId="webhook">
      <p className="mb-3 text-muted">{m.connectors_webhook_text()}</p>
      <p className="wrap-anywhere">
        <code>{url}</code>
      </p>
      {password && (
        <p className="mt-2 wrap-anywhere">
          {m.connectors_webhook_password()} <code>{password}</code>
        </p>
      )}
    </Card>
  );
}
