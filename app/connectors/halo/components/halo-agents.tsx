import type { HaloPage } from "#app/connectors/halo/halo-page.server.ts";
import { nobody } from "#app/connectors/rules/halo.ts";
import { ActForm, type Reply } from "#app/people/components/act-form.tsx";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { DataTable, TwoLines } from "#app/ui/data-table.tsx";
import { Select } from "#app/ui/fields/select.tsx";

type Agent = HaloPage["agents"][number];
interface AgentsProps {
  page: HaloPage;
  lastResult: Reply;
}

/** Which of Halo's people is which colleague, by their e-mail address or by choice. */
export function Agents({ page, lastResult }: AgentsProps) {
  return (
    <Card padding="none" title={m.connectors_agents()} titleId="agents">
      <p className="px-5 pb-3 text-muted">{m.connectors_agents_text()}</p>
      <DataTable
        caption={m.connectors_agents()}
        dense
        rows={page.agents}
        rowKey={({ id }) => String(id)}
        columns={[
          {
            key: "agent",
            header: m.connectors_halo_agent(),
            primary: true,
            cell: ({ name, email }) => (
              <TwoLines
                first={name}
                second={<span className="wrap-anywhere">{email ?? m.connectors_agent_no_email()}</span>}
              />
            ),
          },
          {
            key: "is",
            header: m.connectors_agent_is(),
            cell: (agent) => <Match agent={agent} page={page} lastResult={lastResult} />,
          },
        ]}
      />
    </Card>
  );
}

function Match({ agent, page, lastResult }: AgentsProps & { agent: Agent }) {
  const { id, name, choice } = agent;
  return (
    <ActForm
      id={`agent-${id}`}
      intent="agent"
      hidden={{ haloId: String(id) }}
      lastResult={lastResult}
      defaults={{ person: choice === null ? nobody : (choice ?? "") }}
      submit={
        <>
          {m.connectors_agent_save()}
          <span className="sr-only">: {name}</span>
        </>
      }
      small
    >
      {(field) => (
        <Select
          field={field("person")}
          label={
            <span className="sr-only">
              {m.connectors_agent_is()}: {name}
            </span>
          }
          placeholder={automatic(agent)}
          options={[{ value: nobody, label: m.connectors_agent_nobody() }, ...page.colleagues]}
        />
      )}
    </ActForm>
  );
}

/** Whom an agent is where nobody chose it; where somebody did, that is not worked out. */
function automatic({ choice, is }: Agent): string {
  if (choice !== undefined) return m.connectors_agent_automatic();
  if (!is) return m.connectors_agent_automatic_nobody();
  return is.by === "email"
    ? m.connectors_agent_by_email({ name: is.name })
    : m.connectors_agent_by_name({ name: is.name });
}
