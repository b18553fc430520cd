import { LedgerTable } from "#app/hours/components/ledger-table.tsx";
import type { LedgerLine } from "#app/hours/ledger-page.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { PageHeader } from "#app/ui/page.tsx";
import { Pagination } from "#app/ui/wayfinding.tsx";

/** Blocks bought, work, corrections, what lapsed: all under each other with the balance after each. */
export function LedgerView({ page }: { page: { rows: LedgerLine[]; page: number; pages: number } }) {
  return (
    <>
      <PageHeader title={m.hours_title()} subtitle={m.hours_subtitle()} />
      <Card padding="none">
        <LedgerTable rows={page.rows} />
        <Pagination
          page={page.page}
          pages={page.pages}
          toPage={(next) => `/hours?view=ledger&page=${next}`}
        />
      </Card>
    </>
  );
}
