import { CheckboxGroup } from "#app/ui/fields/choices.tsx";
import type { FieldData } from "#app/ui/fields/field.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { Card } from "#app/ui/card.tsx";
import { ActForm, type Reply } from "#app/people/components/act-form.tsx";
import type { HaloPage } from "#app/connectors/halo/halo-page.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

type Connection = NonNullable<HaloPage["connection"]>;
interface FormProps {
  page: HaloPage;
  lastResult: Reply;
}

/** Where Halo is and how the portal signs in; the secret goes in and never comes out. */
export function AccessForm({ page, lastResult }: FormProps) {
  const { connection, colleagues } = page;
  return (
    <Card title={m.connectors_access()} titleId="access">
      <p className="mb-4 text-muted">{m.connectors_access_text()}</p>
      <ActForm
        id="access"
        intent="access"
        lastResult={lastResult}
        defaults={{
          url: connection?.url ?? "",
          appId: connection?.appId ?? "",
          actsAs: connection?.actsAs ?? "",
        }}
        submit={m.connectors_save()}
        tone="primary"
      >
        {(field) => (
          <>
            <TextField
              field={field("url")}
              label={m.connectors_url()}
              hint={m.connectors_url_hint()}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
            <TextField
              field={field("appId")}
              label={m.connectors_app_id()}
              autoComplete="off"
              spellCheck={false}
            />
            <TextField
              field={{ ...field("secret"), initialValue: "" }}
              label={m.connectors_secret()}
              hint={connection ? m.connectors_secret_hint() : undefined}
              type="password"
              autoComplete="off"
            />
            <Select
              field={field("actsAs")}
              label={m.connectors_acts_as()}
              hint={m.connectors_acts_as_hint()}
              options={colleagues}
              placeholder={m.connectors_choose()}
            />
          </>
        )}
      </ActForm>
    </Card>
  );
}

const listOf = (rows: { id: number; name: string }[]) =>
  rows.map(({ id, name }) => ({ value: String(id), label: name }));

/** Which of Halo's types, agents, outcomes and statuses are used for what. */
export function ChoicesForm({ page, lastResult, connection }: FormProps & { connection: Connection }) {
  const { lists, choices } = connection;
  if (!lists) return null;
  const statuses = listOf(lists.statuses);
  const select = (
    field: FieldData,
    label: string,
    options: { value: string; label: string }[],
    hint?: string,
  ) => (
    <Select field={field} label={label} hint={hint} options={options} placeholder={m.connectors_choose()} />
  );
  const defaults: Record<string, string | string[]> = choices
    ? {
        ticketTypeId: String(choices.ticketTypeId),
        agentId: String(choices.agentId),
        outcomeId: String(choices.outcomeId),
        workTypeId: connection.workTypeId ?? "",
        statusNew: String(choices.statuses.new),
        statusInProgress: String(choices.statuses.in_progress),
        statusWaiting: String(choices.statuses.waiting),
        statusDone: String(choices.statuses.done),
        alsoWaiting: choices.alsoWaiting.map(String),
        alsoDone: choices.alsoDone.map(String),
      }
    : {};
  return (
    <Card title={m.connectors_choices()} titleId="choices">
      <p className="mb-4 text-muted">{m.connectors_choices_text()}</p>
      <ActForm
        id="choices"
        intent="choices"
        lastResult={lastResult}
        defaults={defaults}
        submit={m.connectors_save()}
        tone="primary"
      >
        {(field) => (
          <>
            {select(field("agentId"), m.connectors_agent(), listOf(lists.agents), m.connectors_agent_hint())}
            {select(field("ticketTypeId"), m.connectors_ticket_type(), listOf(lists.types))}
            {select(
              field("outcomeId"),
              m.connectors_outcome(),
              listOf(lists.outcomes),
              m.connectors_outcome_hint(),
            )}
            {select(field("workTypeId"), m.connectors_work_type(), page.workTypes)}
            {select(field("statusNew"), m.connectors_state_new(), statuses)}
            {select(field("statusInProgress"), m.connectors_state_in_progress(), statuses)}
            {select(field("statusWaiting"), m.connectors_state_waiting(), statuses)}
            {select(field("statusDone"), m.connectors_state_done(), statuses)}
            <CheckboxGroup
              field={field("alsoWaiting")}
              label={m.connectors_also_waiting()}
              options={statuses}
            />
            <CheckboxGroup field={field("alsoDone")} label={m.connectors_also_done()} options={statuses} />
          </>
        )}
      </ActForm>
    </Card>
  );
}
