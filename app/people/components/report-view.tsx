import type { ReportPage } from "#app/people/report-page.server.ts";
import { levelWords, resourceKindWords } from "#app/people/words.ts";
import type { Day } from "#app/platform/day.ts";
import { formatDay, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Button, LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { DataTable } from "#app/ui/data-table.tsx";
import { DayField } from "#app/ui/fields/text-field.tsx";
import { Form } from "#app/ui/form.tsx";
import { DefinitionList, EntryList } from "#app/ui/lists.tsx";
import { Stack } from "#app/ui/page.tsx";

import { changeWords, toldWords } from "./report-words.ts";

/** The report of a day: licences by product, rights in figures, and what changed since a month ago. */
export function ReportView({ page }: { page: ReportPage }) {
  return (
    <Stack>
      <Card title={m.people_report_changes({ day: formatDay(page.since) })} titleId="changes">
        {page.changes.length === 0 ? (
          <p className="text-muted">{m.people_report_no_changes()}</p>
        ) : (
          <EntryList
            rows={page.changes.map((change, at) => ({
              key: String(at),
              title: changeWords(change),
              detail: toldWords(change),
              aside: formatDay(change.on, "medium"),
            }))}
          />
        )}
        <Form method="get" className="mt-4 flex flex-wrap items-end gap-3 print:hidden">
          <DayField
            key={page.since}
            field={{ id: "since", name: "since", initialValue: page.since }}
            label={m.people_report_since_label()}
          />
          <Button type="submit">{m.people_on_day_show()}</Button>
        </Form>
      </Card>
      <Card
        padding="none"
        title={m.people_licences_title()}
        titleId="report-licences"
        aside={
          <Downloads csv="/licences/csv" of="licences" since={page.since} name={m.people_licences_title()} />
        }
      >
        <DataTable
          caption={m.people_licences_title()}
          phone="flow"
          rows={page.licences}
          rowKey={(row) => row.id}
          columns={[
            { key: "name", header: m.people_col_product(), primary: true, cell: (row) => row.name },
            {
              key: "bought",
              header: m.people_number_bought(),
              align: "right",
              cell: (row) => formatNumber(row.bought),
            },
            {
              key: "assigned",
              header: m.people_number_assigned(),
              align: "right",
              cell: (row) => formatNumber(row.assigned),
            },
            {
              key: "leavers",
              header: m.people_report_leavers(),
              align: "right",
              cell: (row) => formatNumber(row.leavers),
            },
            {
              key: "free",
              header: m.people_report_free(),
              align: "right",
              cell: (row) => formatNumber(Math.max(row.free, 0)),
            },
          ]}
        />
      </Card>
      <Card
        title={m.people_rights_title()}
        titleId="report-rights"
        aside={<Downloads csv="/access/csv" of="rights" since={page.since} name={m.people_rights_title()} />}
      >
        <DefinitionList
          layout="sum"
          items={[
            { term: m.people_report_resources(), value: formatNumber(page.rights.resources.length) },
            { term: m.people_number_people(), value: formatNumber(page.rights.people) },
            { term: m.people_report_leavers(), value: formatNumber(page.rights.leavers) },
          ]}
        />
        {page.rights.resources.length > 0 && (
          <EntryList
            rows={page.rights.resources.map(({ id, name, kind, holders }) => ({
              key: id,
              title: name,
              detail: (
                <>
                  {resourceKindWords[kind]()} ·{" "}
                  {holders.map((holder) => `${holder.name} (${levelWords[holder.level]()})`).join(", ")}
                </>
              ),
            }))}
          />
        )}
      </Card>
      <p className="text-sm text-muted print:hidden">{m.people_pdf_untagged()}</p>
    </Stack>
  );
}

interface DownloadsProps {
  csv: string;
  of: "licences" | "rights";
  since: Day;
  name: string;
}

function Downloads({ csv, of, since, name }: DownloadsProps) {
  return (
    <div className="flex flex-wrap gap-2">
      <LinkButton to={`/reports/pdf?of=${of}&since=${since}`} reloadDocument size="small">
        {m.statement_pdf()}
        <span className="sr-only">: {name}</span>
      </LinkButton>
      <LinkButton to={csv} reloadDocument size="small">
        {m.people_csv()}
        <span className="sr-only">: {name}</span>
      </LinkButton>
    </div>
  );
}
