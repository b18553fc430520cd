import type { EmployeePage } from "#app/people/employee-page.server.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { Checkbox } from "#app/ui/fields/choices.tsx";
import type { FieldData } from "#app/ui/fields/field.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { DayField, TextField } from "#app/ui/fields/text-field.tsx";
import { DefinitionList } from "#app/ui/lists.tsx";

import { ActForm, answers, Opens, type Reply } from "./act-form.tsx";
import { StateCell } from "./roster-table.tsx";

interface PersonProps {
  page: EmployeePage;
  lastResult: Reply;
  mayEdit: boolean;
}

/** What is known of somebody, how to change it, and their last day. */
export function PersonDetails({ page, lastResult, mayEdit }: PersonProps) {
  const { person } = page;
  return (
    <Card title={m.people_details()} titleId="details">
      <DefinitionList
        items={[
          { term: m.people_col_state(), value: <StateCell person={person} /> },
          { term: m.people_col_email(), value: person.email ?? "–" },
          { term: m.people_col_department(), value: person.department || "–" },
          { term: m.people_col_location(), value: person.location || "–" },
          { term: m.people_col_joined(), value: formatDay(person.joinedOn) },
          ...(person.leftOn ? [{ term: m.people_col_left(), value: formatDay(person.leftOn) }] : []),
        ]}
      />
      {mayEdit && (
        <>
          <Opens label={m.people_change()} open={answers(lastResult, "change")}>
            <ActForm
              id="change"
              intent="change"
              lastResult={lastResult}
              defaults={{
                name: person.name,
                email: person.email ?? "",
                department: person.department,
                location: person.location,
                joinedOn: person.joinedOn,
                userId: person.userId ?? "",
              }}
              submit={m.people_save()}
            >
              {(field) => <EmployeeFields field={field} users={page.choices.users} />}
            </ActForm>
          </Opens>
          <Leaving page={page} lastResult={lastResult} />
        </>
      )}
    </Card>
  );
}

/** The fields of what is known of somebody. */
export function EmployeeFields({
  field,
  users,
}: {
  field: (name: string) => FieldData;
  users: EmployeePage["choices"]["users"];
}) {
  return (
    <div className="grid gap-4 roomy:grid-cols-2">
      <TextField field={field("name")} label={m.people_col_name()} autoComplete="off" />
      <TextField
        field={field("email")}
        label={m.people_col_email()}
        type="email"
        autoComplete="off"
        optional
      />
      <TextField field={field("department")} label={m.people_col_department()} autoComplete="off" optional />
      <TextField field={field("location")} label={m.people_col_location()} autoComplete="off" optional />
      <DayField field={field("joinedOn")} label={m.people_col_joined()} />
      <Select
        field={field("userId")}
        label={m.people_portal_person()}
        optional
        placeholder={m.people_nobody()}
        options={users.map(({ userId, name, email }) => ({ value: userId, label: `${name} (${email})` }))}
      />
    </div>
  );
}

function Leaving({ page, lastResult }: Pick<PersonProps, "page" | "lastResult">) {
  const { person } = page;
  return (
    <Opens
      label={person.leftOn ? m.people_leave_change() : m.people_leave()}
      open={answers(lastResult, "leave")}
    >
      <ActForm
        id="leave"
        intent="leave"
        lastResult={lastResult}
        defaults={{ leftOn: person.leftOn ?? page.today, release: "on" }}
        submit={m.people_leave_save()}
      >
        {(field) => (
          <>
            <DayField field={field("leftOn")} label={m.people_col_left()} />
            <Checkbox
              field={field("release")}
              label={m.people_leave_release()}
              hint={m.people_leave_release_hint()}
            />
          </>
        )}
      </ActForm>
      {person.leftOn && (
        <div className="mt-3">
          <ActForm id="stay" intent="stay" lastResult={lastResult} submit={m.people_stay()} tone="quiet" />
        </div>
      )}
    </Opens>
  );
}
