import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { env } from "#app/platform/env.server.ts";
import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";
import { findLetter } from "#app/platform/mail/sink-folder.server.ts";
import { Card } from "#app/ui/card.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export async function loader({ params }: LoaderFunctionArgs) {
  const folder = env().mailSinkFolder ?? notFound();
  const letter = (await findLetter(folder, params["id"] ?? "")) ?? notFound();
  return {
    id: letter.id,
    to: letter.to,
    subject: letter.subject,
    at: letter.at,
    text: letter.text,
    files: letter.attachments.map(({ name }) => name),
  };
}

export const meta = () => [{ title: m.mail_sink_title() }];

export default function DevMailLetter() {
  const { id, to, subject, at, text, files } = useLoaderData<typeof loader>();
  const sent = `${m.mail_sink_to({ to })} · ${formatInstant(new Date(at), "Europe/Amsterdam")}`;
  return (
    <main id="main" className="mx-auto w-full max-w-3xl px-4 py-8">
      <PageHeader title={subject} subtitle={sent} back={{ to: "/dev/mail", label: m.mail_sink_back() }} />
      <Stack>
        <Card padding="none">
          <iframe
            title={subject}
            src={`/dev/mail/${id}/html`}
            sandbox="allow-top-navigation-by-user-activation"
            className="h-[70vh] w-full rounded-xl bg-white"
          />
        </Card>
        {files.length > 0 && (
          <ul aria-label={m.mail_sink_files()}>
            {files.map((name, index) => (
              <li key={name}>
                <a href={`/dev/mail/${id}/files/${index}`} download className="link">
                  {name}
                </a>
              </li>
            ))}
          </ul>
        )}
        <details>
          <summary className="link cursor-pointer">{m.mail_sink_as_text()}</summary>
          <pre className="mt-3 overflow-x-auto text-sm whitespace-pre-wrap">{text}</pre>
        </details>
      </Stack>
    </main>
  );
}
