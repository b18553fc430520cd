import type { StaffRosterPage } from "#app/people/staff-pages.server.ts";
import type { OddLine } from "#app/people/rules/roster-view.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Icon } from "#app/ui/icons.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { DayField } from "#app/ui/fields/text-field.tsx";
import type { ListState } from "#app/ui/table/list-state.ts";

import { ActForm, answers, type Reply } from "./act-form.tsx";
import { ConfirmedCard } from "./confirmed-card.tsx";
import { OddList } from "./odd-list.tsx";
import { EmployeeFields } from "./person-details.tsx";
import { RosterTable } from "./roster-table.tsx";
import { SeatCard } from "./seat-card.tsx";
import { YearChart } from "./year-chart.tsx";

interface StaffRosterProps {
  page: StaffRosterPage;
  list: ListState;
  /** The client's pages: `/staff/clients/…`. */
  base: string;
  newId: string;
  lastResult: Reply;
  mayEdit: boolean;
}

/** A client's people as staff work on them: what is odd with the way to mend it, seats, the list, a new one. */
export function StaffRoster({ page, list, base, newId, lastResult, mayEdit }: StaffRosterProps) {
  const personAt = (id: string): string => `${base}/roster/${id}`;
  return (
    <>
      <OddList
        odd={page.odd}
        action={(line) => (
          <OddAction line={line} page={page} base={base} lastResult={lastResult} mayEdit={mayEdit} />
        )}
      />
      {page.marks.length > 0 && <SeatCard marks={page.marks} seatTypes={page.seatTypes} />}
      <RosterTable
        people={page.people}
        list={list}
        seatTypes={page.seatTypes}
        products={page.products}
        personAt={personAt}
        dense
      />
      {mayEdit && (
        <AddEmployee
          page={page}
          newId={newId}
          lastResult={lastResult}
          open={page.people.length === 0 || answers(lastResult, "add")}
        />
      )}
      {page.people.length > 0 && <ConfirmedCard page={page} base={base} />}
      {page.people.length > 0 && <YearChart months={page.months} />}
    </>
  );
}

function OddAction({
  line,
  page,
  base,
  lastResult,
  mayEdit,
}: Omit<StaffRosterProps, "newId" | "list"> & { line: OddLine }) {
  if (line.employeeId)
    return (
      <LinkButton to={`${base}/roster/${line.employeeId}`} size="small">
        {m.people_odd_open()}
        <span className="sr-only">: {line.name}</span>
      </LinkButton>
    );
  if (line.kind === "too-few")
    return (
      <LinkButton to={`${base}/licences`} size="small">
        {m.people_licences_title()}
      </LinkButton>
    );
  if (!mayEdit || line.kind !== "seat-empty") return null;
  return (
    <ActForm
      id={`close-${line.key}`}
      intent="close-seat"
      hidden={{ seatId: line.key }}
      lastResult={lastResult}
      defaults={{ lastDay: page.today }}
      submit={m.people_seat_end()}
      small
    >
      {(field) => <DayField field={field("lastDay")} label={m.people_last_day()} />}
    </ActForm>
  );
}

function AddEmployee({
  page,
  newId,
  lastResult,
  open,
}: Pick<StaffRosterProps, "page" | "newId" | "lastResult"> & { open: boolean }) {
  return (
    <Card>
      <details open={open}>
        <summary className="inline-flex min-h-11 items-center gap-1.5 font-semibold text-primary">
          {m.people_add()}
          <Icon name="down" size={18} />
        </summary>
        <div className="pt-2.5">
          <ActForm
            id="add"
            intent="add"
            hidden={{ id: newId }}
            lastResult={lastResult}
            defaults={{ joinedOn: page.today }}
            submit={m.people_add()}
            tone="primary"
          >
            {(field) => (
              <>
                <EmployeeFields field={field} users={page.users} />
                <Select
                  field={field("seatTypeId")}
                  label={m.people_seat_from_first_day()}
                  optional
                  placeholder={m.people_no_seat()}
                  hint={page.seatTypes.length === 0 ? m.people_seat_type_none() : undefined}
                  options={page.seatTypes.map(({ id, name }) => ({ value: id, label: name }))}
                />
              </>
            )}
          </ActForm>
        </div>
      </details>
    </Card>
  );
}
