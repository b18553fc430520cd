import { rightsByPerson, type ResourceLine } from "#app/people/rules/holdings-view.ts";
import { levelWords } from "#app/people/words.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DataTable, TwoLines } from "#app/ui/data-table.tsx";

interface RightsByPersonProps {
  resources: ResourceLine[];
  /** A person's page; none for a client. */
  personAt?: (employeeId: string) => string;
}

/** What each person may reach; nothing where nobody may reach anything. */
export function RightsByPerson({ resources, personAt }: RightsByPersonProps) {
  const rows = rightsByPerson(resources);
  if (rows.length === 0) return null;
  return (
    <Card title={m.people_by_person()} titleId="rights-by-person">
      <div className="-mx-5 wide:-mx-5.5">
        <DataTable
          caption={m.people_by_person()}
          rows={rows}
          rowKey={(row) => row.employeeId}
          phone="flow"
          columns={[
            {
              key: "name",
              header: m.people_col_name(),
              primary: true,
              cell: ({ name, employeeId, leftOn }) => (
                <TwoLines
                  first={personAt ? <TextLink to={personAt(employeeId)}>{name}</TextLink> : name}
                  second={
                    leftOn && (
                      <span className="font-semibold text-negative">
                        {m.people_left_on({ day: formatDay(leftOn) })}
                      </span>
                    )
                  }
                />
              ),
            },
            {
              key: "rights",
              header: m.people_rights_title(),
              cell: ({ rights }) =>
                rights.map(({ resource, level }) => `${resource} (${levelWords[level]()})`).join(", "),
            },
          ]}
        />
      </div>
    </Card>
  );
}
