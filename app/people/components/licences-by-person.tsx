import type { LicencesPage } from "#app/people/licences-page.server.ts";
import { licencesByHolder } from "#app/people/rules/holdings-view.ts";
import { formatDay, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { DataTable, TwoLines } from "#app/ui/data-table.tsx";

/** Who has which licences, and for who may see prices what they cost a month; nothing where nobody has any. */
export function LicencesByPerson({
  lines,
  currency,
  prices,
}: {
  lines: LicencesPage["lines"];
  currency: string;
  prices: boolean;
}) {
  const rows = licencesByHolder(lines);
  if (rows.length === 0) return null;
  return (
    <Card title={m.people_by_person()} titleId="by-person">
      <div className="-mx-5 wide:-mx-5.5">
        <DataTable
          caption={m.people_by_person()}
          rows={rows}
          rowKey={(row) => row.key}
          phone="flow"
          columns={[
            {
              key: "name",
              header: m.people_col_holder(),
              primary: true,
              cell: ({ name, isMailbox, leftOn }) => (
                <TwoLines
                  first={name}
                  second={
                    leftOn ? (
                      <span className="font-semibold text-negative">
                        {m.people_left_on({ day: formatDay(leftOn) })}
                      </span>
                    ) : (
                      isMailbox && m.people_mailbox()
                    )
                  }
                />
              ),
            },
            {
              key: "products",
              header: m.people_licences_title(),
              cell: ({ products }) => products.join(", "),
            },
            ...(prices
              ? [
                  {
                    key: "price",
                    header: m.people_col_price(),
                    align: "right" as const,
                    place: "figure" as const,
                    noWrap: true,
                    cell: ({ monthlyMinor }: (typeof rows)[number]) => formatMoney(monthlyMinor, currency),
                  },
                ]
              : []),
          ]}
        />
      </div>
    </Card>
  );
}
