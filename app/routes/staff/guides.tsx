import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";

import { deskAccess } from "#app/desk/access.ts";
import { forgetMiss, getGuides } from "#app/desk/guides/edit-guide.server.ts";
import { missForm } from "#app/desk/guides/guide-form.server.ts";
import { guideTitle } from "#app/desk/guides/guide-title.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge, BadgeRow } from "#app/ui/badge.tsx";
import { LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { EmptyState, EntryList, LinkList } from "#app/ui/lists.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.guide_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { guides, misses, items } = await getGuides(await requireStaff(request, deskAccess.editCatalogue));
  const itemNames = new Map(items.map(({ id, name }) => [id, name]));
  return {
    misses,
    rows: guides.map(({ published, draft, itemId, ...guide }) => ({
      ...guide,
      hasDraft: draft !== null,
      title: guideTitle(draft?.texts ?? published ?? {}).title,
      item: itemId === null ? null : (itemNames.get(itemId) ?? null),
    })),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, deskAccess.editCatalogue);
  const form = await readForm(request, missForm);
  if (form.status !== "success") return data(null, { status: 400 });
  await forgetMiss(scope, form.value.words);
  return redirectWithNotice("/staff/settings/guides", { kind: "good", text: m.guide_miss_removed() });
}

export default function StaffGuides() {
  const { rows, misses } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader
        title={m.guide_title()}
        subtitle={m.guide_subtitle()}
        actions={
          <LinkButton to="/staff/settings/guides/new" size="small">
            {m.guide_new()}
          </LinkButton>
        }
      />
      <Stack className="max-w-3xl">
        <Card padding="none">
          {rows.length === 0 ? (
            <EmptyState title={m.guide_none()} icon="requests">
              {m.guide_none_hint()}
            </EmptyState>
          ) : (
            <LinkList
              links={rows.map((row) => ({
                to: `/staff/settings/guides/${row.id}`,
                label: row.title,
                detail: [
                  row.clientName ?? m.guide_for_all(),
                  row.item,
                  row.votes > 0 && m.guide_votes({ helped: row.helped, votes: row.votes }),
                ]
                  .filter(Boolean)
                  .join(" · "),
                aside: (
                  <BadgeRow>
                    {row.isPublished && (
                      <Badge size="small" tone="good">
                        {m.guide_is_published()}
                      </Badge>
                    )}
                    {row.hasDraft && (
                      <Badge size="small" tone="low">
                        {m.guide_is_draft()}
                      </Badge>
                    )}
                  </BadgeRow>
                ),
              }))}
            />
          )}
        </Card>
        <Card title={m.guide_misses()} titleId="misses">
          <p className="mb-3 text-sm text-muted">{m.guide_misses_hint()}</p>
          <EntryList
            rows={misses.map((miss) => ({
              key: miss.words,
              title: miss.words,
              detail: (
                <>
                  {m.guide_miss_times({ count: miss.times, clients: miss.clients })}{" "}
                  <TextLink to={`/staff/settings/guides/new?title=${encodeURIComponent(miss.words)}`}>
                    {m.guide_write()}
                  </TextLink>
                </>
              ),
              aside: (
                <Form method="post">
                  <input type="hidden" name="words" value={miss.words} />
                  <SubmitButton tone="quiet" size="small">
                    {m.guide_miss_remove()}
                  </SubmitButton>
                </Form>
              ),
            }))}
          />
        </Card>
      </Stack>
    </>
  );
}
