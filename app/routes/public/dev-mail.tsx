import { useLoaderData } from "@remix-run/react";

import { env } from "#app/platform/env.server.ts";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";
import { listLetters } from "#app/platform/mail/sink-folder.server.ts";
import { Card } from "#app/ui/card.tsx";
import { EmptyState, LinkList } from "#app/ui/lists.tsx";
import { PageHeader } from "#app/ui/page.tsx";

export async function loader() {
  const folder = env().mailSinkFolder ?? notFound();
  const letters = await listLetters(folder);
  return { letters: letters.map(({ id, to, subject, at }) => ({ id, to, subject, at })) };
}

export const meta = () => [{ title: m.mail_sink_title() }];

export default function DevMail() {
  const { letters } = useLoaderData<typeof loader>();
  return (
    <main id="main" className="mx-auto w-full max-w-3xl px-4 py-8">
      <PageHeader title={m.mail_sink_title()} subtitle={m.mail_sink_intro()} />
      <Card padding="none">
        {letters.length === 0 ? (
          <EmptyState title={m.mail_sink_empty()}>{m.mail_sink_empty_text()}</EmptyState>
        ) : (
          <LinkList
            links={letters.map(({ id, to, subject, at }) => ({
              to: `/dev/mail/${id}`,
              label: subject,
              detail: m.mail_sink_to({ to }),
              aside: (
                <time dateTime={at} className="text-sm text-muted">
                  {formatInstant(new Date(at), "Europe/Amsterdam")}
                </time>
              ),
            }))}
          />
        )}
      </Card>
    </main>
  );
}
