import type { ComparedClause } from "#app/agreements/rules/compare.ts";
import type { Condition } from "#app/agreements/rules/clauses.ts";
import type { TemplatePage, TemplateRow } from "#app/agreements/template-page.server.ts";
import { kindWord } from "#app/agreements/words.ts";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { LinkList } from "#app/ui/lists.tsx";
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

/** What one version changes of another: added and removed words, marked and named. */
export function TemplateChanges({ title, changes }: { title: string; changes: ComparedClause[] }) {
  const changed = changes.filter(({ kind }) => kind !== "same");
  return (
    <Card title={title} titleId="changes">
      {changed.length === 0 ? (
        <p className="text-muted">{m.agreements_changes_none()}</p>
      ) : (
        <ul className="grid gap-4">
          {changed.map((clause) => (
            <li key={clause.id}>
              <p className="font-semibold">
                {clause.heading} <Badge size="small">{changeWords[clause.kind]()}</Badge>
              </p>
              {clause.when && (
                <p className="text-sm text-muted">
                  {m.agreements_template_when()}: {whenWords(clause.when)}
                </p>
              )}
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
  moved: m.agreements_change_moved,
};

function whenWords(when: readonly Condition[]): string {
  if (when.length === 0) return m.agreements_template_when_always();
  return when
    .map(({ field, is }) =>
      is === "filled"
        ? m.agreements_template_when_filled({ field })
        : m.agreements_template_when_empty({ field }),
    )
    .join(", ");
}

/** The versions that were published, the newest first. */
export function TemplateVersions({ page, zone }: { page: TemplatePage; zone: string }) {
  if (page.published.length === 0) return null;
  return (
    <Card title={m.agreements_versions()} titleId="versions" padding="none">
      <LinkList
        links={page.published.map(({ version, at }, place) => {
          const before = page.published[place + 1];
          return {
            to: `/staff/settings/templates/${page.kind}/versions/${version}${before ? `?against=${before.version}` : ""}`,
            label: m.agreements_template_version({ version }),
            detail: at && formatInstant(new Date(at), zone),
          };
        })}
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
