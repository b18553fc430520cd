import type { ComparedClause } from "#app/agreements/rules/compare.ts";
import type { TemplatePage, TemplateRow } from "#app/agreements/template-page.server.ts";
import { kindWord } from "#app/agreements/words.ts";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { EntryList, LinkList } from "#app/ui/lists.tsx";
import { Notice } from "#app/ui/notice.tsx";

/** The kinds of agreements with their published versions. */
export function TemplateList({ rows }: { rows: TemplateRow[] }) {
  return (
    <Card padding="none">
      <LinkList
        links={rows.map(({ kind, published, hasDraft, isExample }) => ({
          to: `/staff/settings/templates/${kind}`,
          label: kindWord(kind),
          detail:
            published === null
              ? m.agreements_template_none()
              : m.agreements_template_version({ version: published }),
          aside: (
            <>
              {isExample && <Badge tone="negative">{m.agreements_template_example()}</Badge>}{" "}
              {hasDraft && <Badge tone="low">{m.agreements_template_draft()}</Badge>}
            </>
          ),
        }))}
      />
    </Card>
  );
}

/** What the draft changes of the version that is published: added and removed words, marked and named. */
export function TemplateChanges({ changes }: { changes: ComparedClause[] }) {
  const changed = changes.filter(({ kind }) => kind !== "same");
  return (
    <Card title={m.agreements_changes()} titleId="changes">
      {changed.length === 0 ? (
        <p className="text-muted">{m.agreements_changes_none()}</p>
      ) : (
        <ul className="grid gap-4">
          {changed.map((clause) => (
            <li key={clause.id}>
              <p className="font-semibold">
                {clause.heading} <Badge size="small">{changeWords[clause.kind]()}</Badge>
              </p>
              <p className="mt-1 max-w-prose text-sm whitespace-pre-line">
                {clause.parts.map(({ kind, text }, at) =>
                  kind === "added" ? (
                    <ins key={at} className="bg-tint">
                      {text}
                    </ins>
                  ) : kind === "removed" ? (
                    <del key={at} className="bg-negative-tint">
                      {text}
                    </del>
                  ) : (
                    <span key={at}>{text}</span>
                  ),
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

const changeWords = {
  same: m.agreements_changes_none,
  added: m.agreements_change_added,
  removed: m.agreements_change_removed,
  changed: m.agreements_change_changed,
};

/** The versions that were published, the newest first. */
export function TemplateVersions({ page, zone }: { page: TemplatePage; zone: string }) {
  if (page.published.length === 0) return null;
  return (
    <Card title={m.agreements_versions()} titleId="versions">
      <EntryList
        rows={page.published.map(({ version, at }) => ({
          key: String(version),
          title: m.agreements_template_version({ version }),
          detail: at && formatInstant(new Date(at), zone),
        }))}
      />
    </Card>
  );
}

/** Warns that documents of a template would say that they are an example. */
export function ExampleWarning() {
  return (
    <Notice quiet tone="low" title={m.agreements_example_title()}>
      {m.agreements_example_text()}
    </Notice>
  );
}
