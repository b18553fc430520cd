import type { EmployeePage } from "#app/people/employee-page.server.ts";
import { resourceKinds, rightLevels } from "#app/people/rules/roster.ts";
import { levelWords, resourceKindWords } from "#app/people/words.ts";
import type { Day } from "#app/platform/day.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { Checkbox } from "#app/ui/fields/choices.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { DayField, TextField } from "#app/ui/fields/text-field.tsx";

import { ActForm, answers, Opens, type Reply } from "./act-form.tsx";
import { HeldList } from "./held-list.tsx";

interface HoldingsProps {
  page: EmployeePage;
  /** An id for what is given, made with the page. */
  newId: string;
  lastResult: Reply;
  mayEdit: boolean;
}

/** The seats that somebody has and had. */
export function PersonSeats({ page, newId, lastResult, mayEdit }: HoldingsProps) {
  return (
    <Card title={m.people_seat()} titleId="seat">
      <HeldList
        rows={page.seats.map((seat) => ({
          ...seat,
          name: m.people_seat_numbered({ name: seat.name, seat: String(seat.number) }),
          left: leftWords(page, seat),
          action: mayEdit && seat.lasts && <EndSeat id={seat.id} page={page} lastResult={lastResult} />,
        }))}
      />
      {mayEdit && (
        <Opens label={m.people_seat_give()} open={answers(lastResult, "give-seat")}>
          <ActForm
            id="give-seat"
            intent="give-seat"
            hidden={{ id: newId }}
            lastResult={lastResult}
            defaults={{ startsOn: startDay(page) }}
            submit={m.people_seat_give()}
          >
            {(field) => (
              <>
                <Select
                  field={field("seat")}
                  label={m.people_seat()}
                  hint={page.choices.seatTypes.length === 0 ? m.people_seat_type_none() : undefined}
                  options={[
                    ...page.choices.emptySeats.map(({ id, number, name }) => ({
                      value: `seat:${id}`,
                      label: m.people_seat_pass_on({ name, seat: String(number) }),
                    })),
                    ...page.choices.seatTypes.map(({ id, name }) => ({
                      value: `type:${id}`,
                      label: m.people_seat_new({ name }),
                    })),
                  ]}
                />
                <DayField field={field("startsOn")} label={m.people_from_day()} />
              </>
            )}
          </ActForm>
        </Opens>
      )}
    </Card>
  );
}

function EndSeat({ id, page, lastResult }: { id: string; page: EmployeePage; lastResult: Reply }) {
  return (
    <ActForm
      id={`end-seat-${id}`}
      intent="end-seat"
      hidden={{ holdingId: id }}
      lastResult={lastResult}
      defaults={{ lastDay: page.person.leftOn ?? page.today }}
      submit={m.people_seat_end()}
      small
    >
      {(field) => (
        <>
          <DayField field={field("lastDay")} label={m.people_last_day()} />
          <Checkbox field={field("keepSeat")} label={m.people_seat_keep()} />
        </>
      )}
    </ActForm>
  );
}

/** The licences that somebody has and had. */
export function PersonLicences({ page, newId, lastResult, mayEdit }: HoldingsProps) {
  return (
    <Card title={m.people_licences_title()} titleId="licences">
      <HeldList
        rows={page.licences.map((licence) => ({
          ...licence,
          left: leftWords(page, licence),
          action: mayEdit && licence.lasts && (
            <ReleaseForm
              intent="release"
              hidden={{ assignmentId: licence.id }}
              today={page.today}
              lastResult={lastResult}
              label={m.people_free_from()}
              submit={m.people_release()}
              name={licence.name}
            />
          ),
        }))}
      />
      {mayEdit && page.choices.products.length > 0 && (
        <Opens label={m.people_assign()} open={answers(lastResult, "assign")}>
          <ActForm
            id="assign"
            intent="assign"
            hidden={{ id: newId }}
            lastResult={lastResult}
            defaults={{ startsOn: startDay(page) }}
            submit={m.people_assign()}
          >
            {(field) => (
              <>
                <Select
                  field={field("productId")}
                  label={m.people_col_product()}
                  options={page.choices.products.map(({ id, name, free }) => ({
                    value: id,
                    label: m.people_product_free({ name, count: String(Math.max(free, 0)) }),
                  }))}
                />
                <DayField field={field("startsOn")} label={m.people_from_day()} />
              </>
            )}
          </ActForm>
        </Opens>
      )}
    </Card>
  );
}

/** What somebody may reach and might. */
export function PersonRights({ page, newId, lastResult, mayEdit }: HoldingsProps) {
  return (
    <Card title={m.people_rights_title()} titleId="rights">
      <HeldList
        rows={page.rights.map((right) => ({
          ...right,
          name: `${right.name} · ${levelWords[right.level]()}`,
          left: leftWords(page, right),
          action: mayEdit && right.lasts && (
            <ReleaseForm
              intent="revoke"
              hidden={{ rightId: right.id }}
              today={page.today}
              lastResult={lastResult}
              label={m.people_ends_from()}
              submit={m.people_revoke()}
              name={right.name}
            />
          ),
        }))}
      />
      {mayEdit && (
        <Opens label={m.people_grant()} open={answers(lastResult, "grant")}>
          <GrantForm page={page} newId={newId} lastResult={lastResult} />
        </Opens>
      )}
    </Card>
  );
}

function GrantForm({ page, newId, lastResult }: Omit<HoldingsProps, "mayEdit">) {
  return (
    <ActForm
      id="grant"
      intent="grant"
      hidden={{ id: newId }}
      lastResult={lastResult}
      defaults={{ startsOn: startDay(page), kind: "folder", level: "read" }}
      submit={m.people_grant()}
    >
      {(field) => (
        <>
          <div className="grid gap-4 roomy:grid-cols-2">
            <Select
              field={field("kind")}
              label={m.people_col_kind()}
              options={resourceKinds.map((kind) => ({ value: kind, label: resourceKindWords[kind]() }))}
            />
            <TextField
              field={field("resource")}
              label={m.people_col_resource()}
              autoComplete="off"
              list="resources"
            />
            <datalist id="resources">
              {page.choices.resources.map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
            <Select
              field={field("level")}
              label={m.people_col_level()}
              options={rightLevels.map((level) => ({ value: level, label: levelWords[level]() }))}
            />
            <DayField field={field("startsOn")} label={m.people_from_day()} />
          </div>
          <TextField field={field("reason")} label={m.people_col_reason()} autoComplete="off" optional />
        </>
      )}
    </ActForm>
  );
}

/** The devices that are and were somebody's. */
export function PersonDevices({ page }: { page: EmployeePage }) {
  if (page.devices.length === 0) return null;
  return (
    <Card title={m.people_col_devices()} titleId="devices">
      <HeldList rows={page.devices.map((device) => ({ ...device, left: leftWords(page, device) }))} />
    </Card>
  );
}

/** A licence or right that is no longer somebody's from a day on. */
export function ReleaseForm({
  intent,
  hidden,
  today,
  lastResult,
  label,
  submit,
  name,
}: {
  intent: string;
  hidden: Record<string, string>;
  today: Day;
  lastResult: Reply;
  label: string;
  submit: string;
  /** What is released, for those who don't see the row. */
  name: string;
}) {
  return (
    <ActForm
      id={`${intent}-${Object.values(hidden).join("-")}`}
      intent={intent}
      hidden={hidden}
      lastResult={lastResult}
      defaults={{ freeFrom: today }}
      submit={
        <>
          {submit}
          <span className="sr-only">: {name}</span>
        </>
      }
      small
    >
      {(field) => <DayField field={field("freeFrom")} label={label} />}
    </ActForm>
  );
}

function leftWords({ person }: EmployeePage, { lasts }: { lasts: boolean }): string | null {
  return lasts && person.state === "left" && person.leftOn
    ? m.people_left_on({ day: formatDay(person.leftOn) })
    : null;
}

/** The first day that makes sense: today, or the day on which somebody begins. */
function startDay({ person, today }: EmployeePage): Day {
  return person.joinedOn > today ? person.joinedOn : today;
}
