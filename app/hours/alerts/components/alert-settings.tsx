import { getFormProps, useForm, type SubmissionResult } from "@conform-to/react";

import type { AlertsPage } from "#app/hours/alerts/set-alerts.server.ts";
import { levelWords } from "#app/hours/adjustments/words.ts";
import type { Colleague } from "#app/hours/alerts/setting-store.server.ts";
import { sizeWords } from "#app/hours/components/words.ts";
import { roleWord } from "#app/identity/words.ts";
import { formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Checkbox, RadioCards } from "#app/ui/fields/choices.tsx";
import { DurationField } from "#app/ui/fields/duration-field.tsx";
import { ErrorSummary } from "#app/ui/fields/error-summary.tsx";
import { textOf } from "#app/ui/fields/field.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";
import { Form } from "#app/ui/form.tsx";
import { EmptyState } from "#app/ui/lists.tsx";

/** What a client is told of, one alert a row, with the ways to change it and to take it away. */
export function AlertList({ page }: { page: AlertsPage }) {
  if (page.alerts.length === 0)
    return (
      <Card padding="none">
        <EmptyState title={m.manage_alerts_none()} icon="warn">
          {m.manage_alerts_none_text()}
        </EmptyState>
      </Card>
    );
  return (
    <Card>
      <ul className="divide-y divide-line">
        {page.alerts.map((alert) => (
          <li
            key={alert.id}
            className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2 py-3 first:pt-0 last:pb-0"
          >
            <div className="min-w-0 flex-1 basis-64">
              <p className="font-semibold">{levelWords(alert, page)}</p>
              <p className="text-sm text-muted">{whoHears(alert, page.people)}</p>
            </div>
            {alert.openEpisodeId !== null && (
              <Badge tone="low" size="small">
                {m.manage_alert_told()}
              </Badge>
            )}
            <Form method="post" className="flex flex-wrap gap-2">
              <input type="hidden" name="id" value={alert.id} />
              <LinkButton to={`/alerts?edit=${alert.id}`} size="small">
                {m.manage_change()}
                <span className="sr-only"> {levelWords(alert, page)}</span>
              </LinkButton>
              <SubmitButton name="intent" value="remove" tone="quiet" size="small">
                {m.manage_remove()}
                <span className="sr-only"> {levelWords(alert, page)}</span>
              </SubmitButton>
            </Form>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function whoHears(alert: AlertsPage["alerts"][number], people: Colleague[]): string {
  const named = people.filter(({ userId }) => alert.userIds.includes(userId)).map(({ name }) => name);
  return (
    [...(alert.toBuyers ? [m.manage_alert_buyers()] : []), ...named].join(", ") || m.manage_alert_nobody()
  );
}

type AlertFields = {
  intent: string;
  id: string;
  kind: string;
  minutes: string;
  percent: string;
  buyers: string;
  people: string[];
};
interface AlertFormProps {
  page: AlertsPage;
  /** The alert to change, or a new one's id. */
  id: string;
  lastResult: SubmissionResult<string[]> | null;
}

/** At which level, and who: for a new alert or one to change. */
export function AlertForm({ page, id, lastResult }: AlertFormProps) {
  const present = page.alerts.find((alert) => alert.id === id);
  const [form, fields] = useForm<AlertFields>({
    id: `alert-${id}`,
    lastResult,
    defaultValue: {
      intent: "set",
      id,
      kind: present?.kind ?? "minutes",
      minutes: present?.kind === "minutes" ? minutesAsTyped(present.level) : "",
      percent: present?.kind === "percent" ? String(present.level) : "",
      buyers: (present?.toBuyers ?? true) ? "on" : "",
      people: present?.userIds ?? [],
    },
  });
  const chosen = asList(fields.people.initialValue);
  return (
    <Card title={present ? m.manage_alert_edit() : m.manage_alert_new()} titleId="alert-form" padding="large">
      <Form method="post" {...getFormProps(form)} className="group/alert grid gap-4.5">
        <ErrorSummary
          items={[
            { id: fields.minutes.id, label: m.manage_field_minutes(), errors: fields.minutes.errors },
            { id: fields.percent.id, label: m.manage_field_percent(), errors: fields.percent.errors },
          ]}
          formErrors={form.errors}
        />
        <input type="hidden" name="intent" value="set" />
        <input type="hidden" name="id" key={fields.id.key} defaultValue={textOf(fields.id)} />
        <RadioCards
          field={fields.kind}
          label={m.manage_field_kind()}
          choices={[
            { value: "minutes", label: m.manage_kind_minutes(), detail: m.manage_kind_minutes_detail() },
            { value: "percent", label: m.manage_kind_percent(), detail: m.manage_kind_percent_detail() },
            {
              value: "account",
              label: m.manage_kind_account(),
              detail: m.manage_kind_account_detail({ minutes: formatMinutes(page.thresholdMinutes) }),
            },
          ]}
        />
        {/* Only the field of the chosen kind is shown: by style, so that it works without scripts. */}
        <div className="group-has-[[value=account]:checked]/alert:hidden group-has-[[value=percent]:checked]/alert:hidden">
          <DurationField field={fields.minutes} bareNumber="hours" label={m.manage_field_minutes()} />
        </div>
        <div className="group-has-[[value=account]:checked]/alert:hidden group-has-[[value=minutes]:checked]/alert:hidden">
          <TextField
            field={fields.percent}
            label={m.manage_field_percent()}
            hint={percentHint(page.lastBlockMinutes)}
            inputMode="numeric"
            width="tiny"
            autoComplete="off"
            after={<span aria-hidden="true">%</span>}
          />
        </div>
        <fieldset>
          <legend className="mb-1 font-semibold">{m.manage_field_people()}</legend>
          <Checkbox
            field={fields.buyers}
            label={m.manage_alert_buyers()}
            hint={m.manage_alert_buyers_hint()}
          />
          {page.people.map((person) => (
            <Checkbox
              key={person.userId}
              field={{
                id: `${form.id}-${person.userId}`,
                name: fields.people.name,
                initialValue: chosen.includes(person.userId) ? person.userId : "",
              }}
              value={person.userId}
              label={
                <>
                  {person.name} <span className="font-normal text-muted">{roleWord(person.role)}</span>
                </>
              }
            />
          ))}
        </fieldset>
        <ButtonRow>
          <SubmitButton name="act" value="set">
            {m.manage_save()}
          </SubmitButton>
          {present && (
            <LinkButton to="/alerts" tone="quiet">
              {m.manage_cancel()}
            </LinkButton>
          )}
        </ButtonRow>
      </Form>
    </Card>
  );
}

/** What may be typed, and what it would mean for the block that came last. */
function percentHint(lastBlockMinutes: number | null): string {
  if (lastBlockMinutes === null) return m.manage_field_percent_hint();
  return m.manage_field_percent_hint_block({
    block: sizeWords(lastBlockMinutes),
    minutes: formatMinutes(Math.floor(lastBlockMinutes / 5)),
  });
}

function asList(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((one): one is string => typeof one === "string");
}

function minutesAsTyped(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}
