import type { StatementPage } from "#app/hours/statement/statement-page.server.ts";
import { actsPerPart, mostActsInParts } from "#app/hours/rules/statement-parts.ts";
import { statementQuery } from "#app/hours/rules/statement-period.ts";
import { periodWords } from "#app/hours/statement/words.ts";
import { formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { buttonClass, ButtonRow } from "#app/ui/button.tsx";
import { Card, Heading } from "#app/ui/card.tsx";
import { Icon } from "#app/ui/icons.tsx";
import { Stack } from "#app/ui/page.tsx";
import { Pagination } from "#app/ui/wayfinding.tsx";

import { MonthlyChoice } from "./monthly-choice.tsx";
import { PeriodForm } from "./period-form.tsx";
import { StatementLines } from "./statement-lines.tsx";
import { StatementProof, StatementSums } from "./statement-sums.tsx";

/** A statement for the period that was asked for: sums, proof, then line by line. `base` is its own address, `toEntry` leads to a piece of work. */
export function StatementView({
  page,
  base,
  toEntry,
}: {
  page: StatementPage;
  base: string;
  toEntry: (entryId: string) => string;
}) {
  const { statement } = page;
  const query = statementQuery(statement.period);
  return (
    <Stack>
      <PeriodForm period={statement.period} today={page.today} base={base} />
      <Heading size="large">{periodWords(statement.period)}</Heading>
      <StatementSums statement={statement} />
      {statement.head && (
        <ButtonRow>
          {page.pdfParts === 1 && <File href={`${base}/pdf?${query}`}>{m.statement_pdf()}</File>}
          <File href={`${base}/csv?${query}`}>{m.statement_csv()}</File>
        </ButtonRow>
      )}
      {page.pdfParts > 1 && <Parts page={page} href={`${base}/pdf?${query}`} />}
      {page.pdfParts > 0 && statement.head && (
        <p className="text-sm text-muted print:hidden">{m.statement_pdf_untagged()}</p>
      )}
      <Card padding="none" title={m.statement_lines_title()} titleId="statement-lines">
        <StatementLines lines={page.lines} currency={statement.currency} toEntry={toEntry} />
        <Pagination
          page={page.page}
          pages={page.pages}
          toPage={(next) => `${base}?${statementQuery(statement.period, next)}`}
        />
      </Card>
      {statement.head && <StatementProof head={statement.head} />}
      <MonthlyChoice monthly={page.monthly} mayChoose={page.mayChooseMonthly} />
    </Stack>
  );
}

/** The PDFs of a long period, one a stretch of bookings. */
function Parts({ page, href }: { page: StatementPage; href: string }) {
  return (
    <Card title={m.statement_parts_title()} titleId="statement-parts">
      <p className="text-muted">
        {m.statement_parts_text({ parts: page.pdfParts, each: formatNumber(actsPerPart) })}
      </p>
      <ul className="mt-3 flex flex-wrap gap-x-5 gap-y-2">
        {Array.from({ length: page.pdfParts }, (_, index) => (
          <li key={index}>
            <a href={`${href}&part=${index + 1}`} className="link">
              {m.statement_pdf()}, {m.statement_part_of({ part: index + 1, parts: page.pdfParts })}
            </a>
          </li>
        ))}
      </ul>
      {page.pdfLeavesOut > 0 && (
        <p className="mt-3 text-sm text-muted">
          {m.statement_too_long({
            count: formatNumber(page.pdfLeavesOut),
            most: formatNumber(mostActsInParts),
          })}
        </p>
      )}
    </Card>
  );
}

/** A file by the headers of its answer; not marked as a download, since the answer may be a page that says why there is none now. */
function File({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} className={buttonClass({ wide: true })}>
      <Icon name="download" size={18} />
      {children}
    </a>
  );
}
