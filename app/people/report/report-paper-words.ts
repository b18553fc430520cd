import { changeWords, toldWords } from "#app/people/components/report-words.ts";
import type { ReportPage } from "#app/people/report-page.server.ts";
import type { LicenceLine, ResourceLine } from "#app/people/rules/holdings-view.ts";
import type { ReportParties } from "#app/people/store/report-store.server.ts";
import type { Product } from "#app/people/store/product-store.server.ts";
import { levelWords, resourceKindWords } from "#app/people/words.ts";
import type { Day } from "#app/platform/day.ts";
import { formatDay, formatMoney, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale } from "#app/platform/i18n/locale.ts";

import type { ReportPaperProps } from "./report-paper.server.tsx";

/** What a report's paper is made of: the parties (the logo as a data URI), the report of the day, and its rows of one kind. */
export type ReportPaperData = {
  parties: ReportParties;
  report: ReportPage;
  at: Date;
} & (
  | { of: "licences"; licences: readonly LicenceLine<Product>[] }
  | { of: "rights"; resources: readonly ResourceLine[] }
);

/** A report's paper in the words of the ambient language: what a worker thread is sent. */
export function reportPaperProps(data: ReportPaperData): ReportPaperProps {
  const heading = data.of === "licences" ? m.people_licences_title() : m.people_rights_title();
  const day = formatDay(data.report.today);
  return {
    ...paperParts(data.parties, `${heading}, ${data.parties.client.name}, ${day}`, data.at),
    heading,
    day,
    changes: changesOf(data.report),
    ...(data.of === "licences" ? licenceTable(data.licences) : rightsTable(data.resources)),
  };
}

/** What every paper of people has: its frame with the title in the foot, who sends it, and whom it is for. */
export function paperParts(
  { client, msp }: ReportParties,
  title: string,
  at: Date,
): Pick<ReportPaperProps, "frame" | "sender" | "receiverLines"> {
  return {
    frame: {
      title,
      author: msp.legalName,
      creator: m.app_name(),
      language: getLocale(),
      at,
      foot: title,
      pageOf: m.pdf_page_of({ page: "{page}", pages: "{pages}" }),
    },
    sender: {
      name: msp.name,
      logo: msp.logo,
      addressLines: [msp.legalName, ...msp.address, msp.phone ?? "", msp.email].filter(Boolean),
      bankLines: [],
      colour: msp.colour,
    },
    receiverLines: [client.name, ...client.address].filter(Boolean),
  };
}

const mostChanges = 60;

function changesOf({ changes, since }: ReportPage): ReportPaperProps["changes"] {
  const lines = changes.slice(0, mostChanges).map((change) => {
    const told = toldWords(change);
    const line = `${formatDay(change.on, "medium")}: ${changeWords(change)}`;
    return told === null ? line : `${line} (${told})`;
  });
  const more = changes.length - lines.length;
  if (more > 0) lines.push(m.people_letter_report_more({ n: more, count: formatNumber(more) }));
  return {
    title: m.people_report_changes({ day: formatDay(since) }),
    lines: lines.length === 0 ? [m.people_report_no_changes()] : lines,
  };
}

/** A row a holder under their product; what is free stands with the product's numbers. */
function licenceTable(lines: readonly LicenceLine<Product>[]): Pick<ReportPaperProps, "columns" | "rows"> {
  return {
    columns: [
      { head: [m.people_col_product(), m.people_col_holder()], width: null },
      { head: [m.people_col_since()], width: 70 },
      { head: [m.people_col_left()], width: 80 },
      { head: [m.people_col_price()], width: 90, numbers: true },
    ],
    rows: lines.flatMap(({ product, numbers, holders }) => [
      [
        {
          lines: [
            product.name,
            `${m.people_number_bought()} ${formatNumber(numbers.bought)} · ${m.people_number_assigned()} ${formatNumber(numbers.assigned)} · ${m.people_report_free()} ${formatNumber(Math.max(numbers.free, 0))}`,
          ],
          boldFirst: true,
          mutedRest: true,
        },
        { lines: [] },
        { lines: [] },
        { lines: [formatMoney(product.priceMinor, product.currency)] },
      ],
      ...holders.map((holder) => [
        { lines: [holder.name] },
        { lines: [shortDay(holder.since)] },
        { lines: [shortDay(holder.leftOn)] },
        { lines: [] },
      ]),
    ]),
  };
}

/** A row a person under what they may reach. */
function rightsTable(resources: readonly ResourceLine[]): Pick<ReportPaperProps, "columns" | "rows"> {
  return {
    columns: [
      { head: [m.people_col_resource(), m.people_col_name()], width: null },
      { head: [m.people_col_level()], width: 80 },
      { head: [m.people_col_since()], width: 70 },
      { head: [m.people_col_left()], width: 80 },
    ],
    rows: resources.flatMap((resource) => [
      [
        { lines: [resource.name, resourceKindWords[resource.kind]()], boldFirst: true, mutedRest: true },
        { lines: [] },
        { lines: [] },
        { lines: [] },
      ],
      ...resource.holders.map((holder) => [
        { lines: holder.reason === "" ? [holder.name] : [holder.name, holder.reason], mutedRest: true },
        { lines: [levelWords[holder.level]()] },
        { lines: [shortDay(holder.since)] },
        { lines: [shortDay(holder.leftOn)] },
      ]),
    ]),
  };
}

const shortDay = (day: Day | null): string => (day === null ? "" : formatDay(day, "medium"));
