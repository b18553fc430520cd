import type { SubmissionResult } from "@conform-to/react";
import { Form } from "@remix-run/react";

import type { CataloguePage } from "#app/billing/catalogue-page.server.ts";
import { BlockForm } from "#app/billing/components/block-form.tsx";
import { formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { DataTable, type Column } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { FormError, Notice } from "#app/ui/notice.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";
import { VisuallyHidden } from "#app/ui/visually-hidden.tsx";

type Row = CataloguePage["blocks"][number];

interface CatalogueEditorProps {
  page: CataloguePage;
  /** The block whose terms are being changed. */
  editing: string | null;
  lastResult: SubmissionResult<string[]> | null;
  /** Why what was asked for was not done, as the answer had it. */
  refused: string[] | undefined;
}

/** The block catalogue: what is on offer, changed one block at a time. */
export function CatalogueEditor({ page, editing, lastResult, refused }: CatalogueEditorProps) {
  const { client, blocks } = page;
  const back = client ? { to: `/staff/clients/${client.id}`, label: client.name } : undefined;
  const edited = blocks.find((block) => block.id === editing);
  return (
    <>
      <PageHeader
        title={m.billing_staff_blocks_title()}
        subtitle={
          client ? m.billing_staff_blocks_client({ client: client.name }) : m.billing_staff_blocks_all()
        }
        back={back}
      />
      <Stack className="max-w-4xl">
        <FormError errors={refused} />
        {client && page.nothingToBuy && (
          <Notice tone="low">
            {m.billing_staff_blocks_no_currency({ client: client.name, currency: page.currency })}
          </Notice>
        )}
        <Card padding="none">
          <DataTable
            caption={m.billing_staff_blocks_title()}
            columns={columns(page)}
            rows={blocks}
            rowKey={(block) => block.id}
            empty={
              <EmptyState
                title={
                  client
                    ? m.billing_staff_blocks_none_client({ client: client.name })
                    : m.billing_staff_blocks_none()
                }
              />
            }
          />
        </Card>
        <Card
          title={
            edited
              ? `${m.billing_staff_block_edit()}: ${m.billing_hours({ hours: edited.hours })}`
              : m.billing_staff_block_add()
          }
          titleId="block-form"
        >
          <BlockForm key={edited?.id ?? "new"} block={edited ?? null} lastResult={lastResult} />
        </Card>
      </Stack>
    </>
  );
}

function columns({ currency, blocks }: CataloguePage): Column<Row>[] {
  return [
    {
      key: "hours",
      header: m.billing_block(),
      primary: true,
      noWrap: true,
      cell: (row) => m.billing_hours({ hours: row.hours }),
    },
    {
      key: "price",
      header: m.billing_staff_block_per_hour(),
      align: "right",
      noWrap: true,
      cell: (row) => formatMoney(row.pricePerHourMinor, currency),
    },
    {
      key: "total",
      header: m.billing_net(),
      align: "right",
      noWrap: true,
      cell: (row) => formatMoney(row.hours * row.pricePerHourMinor, currency),
    },
    { key: "months", header: m.billing_staff_block_months(), align: "right", cell: (row) => row.validMonths },
    {
      key: "actions",
      header: m.billing_staff_block_actions(),
      hideHeader: true,
      align: "right",
      cell: (row) => <RowActions row={row} first={blocks[0]?.id === row.id} />,
    },
  ];
}

function RowActions({ row, first }: { row: Row; first: boolean }) {
  const name = <VisuallyHidden> {m.billing_hours({ hours: row.hours })}</VisuallyHidden>;
  return (
    <Form method="post" className="flex flex-wrap gap-2 wide:justify-end">
      <input type="hidden" name="block" value={row.id} />
      {!first && (
        <SubmitButton name="intent" value="raise" tone="quiet" size="small">
          {m.billing_staff_block_up()}
          {name}
        </SubmitButton>
      )}
      <LinkButton to={`?edit=${row.id}`} size="small">
        {m.billing_staff_block_edit()}
        {name}
      </LinkButton>
      <SubmitButton name="intent" value="retire" tone="quiet" size="small">
        {m.billing_staff_block_retire()}
        {name}
      </SubmitButton>
    </Form>
  );
}
