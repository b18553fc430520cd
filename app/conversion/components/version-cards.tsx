import { priorityWords } from "#app/contracts/components/line-words.ts";
import { formatDay, formatList, formatMinutes, formatMoney, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { Form } from "#app/ui/form.tsx";
import { EntryList } from "#app/ui/lists.tsx";
import { Notice } from "#app/ui/notice.tsx";

import type { SharedPage } from "#app/conversion/proposal-page.server.ts";
import type { VersionChange } from "#app/conversion/rules/compare-versions.ts";
import type { ProposalSla } from "#app/conversion/rules/proposal.ts";
import { leftWord } from "#app/conversion/words.ts";

type VersionsPage = Pick<SharedPage, "number" | "isLatest" | "versions" | "changes" | "currency">;

/** Above an earlier version: that it is one, and the way to the one that counts. */
export function EarlierVersion({ page: { isLatest, number, versions } }: { page: VersionsPage }) {
  if (isLatest) return null;
  return (
    <Notice
      tone="info"
      quiet
      title={m.conversion_earlier_title({ number, latest: versions[0]?.number ?? number })}
      action={
        <LinkButton to="?" size="small">
          {m.conversion_earlier_to_latest()}
        </LinkButton>
      }
    >
      {m.conversion_earlier_text()}
    </Notice>
  );
}

/** The versions of a proposal, each with its way to be read, and what the shown one says otherwise than another. */
export function VersionCards({ page }: { page: VersionsPage }) {
  const { versions, changes } = page;
  return (
    <>
      {changes && (
        <Card title={m.conversion_changes_title({ number: changes.against })} titleId="changes">
          {changes.rows.length === 0 && <p className="text-muted">{m.conversion_changes_none()}</p>}
          <EntryList
            rows={changes.rows.map((change, at) => ({
              key: String(at),
              title: changeTitle(change),
              detail: changeDetail(change, page.currency),
            }))}
          />
          {versions.length > 2 && <CompareForm page={page} against={changes.against} />}
        </Card>
      )}
      <Card title={m.conversion_versions_title()} titleId="versions">
        <EntryList
          rows={versions.map(({ number, madeOn, sentOn }) => ({
            key: String(number),
            title:
              number === page.number ? (
                m.conversion_version({ number })
              ) : (
                <TextLink to={`?version=${number}`}>{m.conversion_version({ number })}</TextLink>
              ),
            detail: sentOn
              ? m.conversion_version_sent({ made: formatDay(madeOn), sent: formatDay(sentOn) })
              : m.conversion_version_made({ made: formatDay(madeOn) }),
          }))}
        />
      </Card>
    </>
  );
}

/** Any other version to compare the shown one with, as an address. */
function CompareForm({ page: { number, versions }, against }: { page: VersionsPage; against: number }) {
  return (
    <Form method="get" preventScrollReset className="mt-4 flex flex-wrap items-end gap-3 print:hidden">
      <input type="hidden" name="version" value={number} />
      <Select
        key={`${number}-${against}`}
        field={{ id: "against", name: "against", initialValue: String(against) }}
        label={m.conversion_compare_with()}
        options={versions
          .filter((version) => version.number !== number)
          .map((version) => ({
            value: String(version.number),
            label: m.conversion_version({ number: version.number }),
          }))}
      />
      <ButtonRow>
        <SubmitButton tone="secondary">{m.conversion_compare()}</SubmitButton>
      </ButtonRow>
    </Form>
  );
}

const figureTitles = {
  price: m.contracts_line_price,
  quantity: m.contracts_line_quantity,
  least: m.conversion_least,
  included: m.contracts_included_title,
  excluded: m.contracts_excluded_title,
  covers: m.conversion_covers,
};

function changeTitle(change: VersionChange): string {
  switch (change.kind) {
    case "start":
      return m.contracts_starts();
    case "term":
      return m.contracts_term_months();
    case "notice":
      return m.contracts_notice_months();
    case "hours-left":
      return m.conversion_left_title();
    case "words":
      return m.conversion_words();
    case "variant-added":
    case "variant-removed":
    case "variant-renamed":
      return change.variant;
    case "line-added":
    case "line-removed":
    case "line-renamed":
    case "counts":
      return `${change.variant} · ${change.line}`;
    case "price":
    case "quantity":
    case "least":
      return `${change.variant} · ${change.line} · ${figureTitles[change.kind]()}`;
    case "included":
    case "excluded":
    case "covers":
      return `${change.variant} · ${figureTitles[change.kind]()}`;
    case "sla":
      return `${change.variant} · ${priorityWords[change.priority]()}`;
  }
}

const fromTo = (before: string, after: string): string => m.conversion_change_from_to({ before, after });

function changeDetail(change: VersionChange, currency: string): string {
  const money = (minor: number): string => formatMoney(minor, currency);
  switch (change.kind) {
    case "start":
      return fromTo(formatDay(change.before), formatDay(change.after));
    case "hours-left":
      return fromTo(leftWord(change.before), leftWord(change.after));
    case "words":
      return m.conversion_change_words();
    case "variant-added":
      return m.conversion_change_added();
    case "variant-removed":
      return m.conversion_change_removed();
    case "variant-renamed":
      return fromTo(change.before, change.variant);
    case "line-renamed":
      return fromTo(change.before, change.line);
    case "line-added":
      return m.conversion_change_line_added({
        sum: `${formatNumber(change.count)} × ${money(change.unitMinor)}`,
      });
    case "line-removed":
      return m.conversion_change_line_removed({
        sum: `${formatNumber(change.count)} × ${money(change.unitMinor)}`,
      });
    case "counts":
      return m.conversion_change_counts();
    case "price":
      return fromTo(money(change.before), money(change.after));
    case "term":
    case "notice":
    case "quantity":
    case "least":
      return fromTo(formatNumber(change.before), formatNumber(change.after));
    case "sla":
      return fromTo(timesWord(change.before), timesWord(change.after));
    default:
      return [
        change.added.length > 0
          ? m.conversion_change_items_added({ items: formatList(change.added, "and") })
          : "",
        change.removed.length > 0
          ? m.conversion_change_items_removed({ items: formatList(change.removed, "and") })
          : "",
      ]
        .filter(Boolean)
        .join(" ");
  }
}

function timesWord({
  responseMinutes,
  resolutionMinutes,
}: Pick<ProposalSla, "responseMinutes" | "resolutionMinutes">): string {
  const times = [
    responseMinutes === null ? "" : m.conversion_sla_response({ time: formatMinutes(responseMinutes) }),
    resolutionMinutes === null ? "" : m.conversion_sla_resolution({ time: formatMinutes(resolutionMinutes) }),
  ].filter(Boolean);
  return times.length > 0 ? times.join(" · ") : m.conversion_change_no_time();
}
