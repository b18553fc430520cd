import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { ApiDocument } from "#app/api/components/api-document.tsx";
import { readableDocument } from "#app/api/readable.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PublicShell } from "#app/ui/shell/public-shell.tsx";

export const meta: MetaFunction = () => [{ title: m.identity_page_title({ page: m.api_title() }) }];

export function loader() {
  return { document: readableDocument() };
}

export default function Api() {
  const { document } = useLoaderData<typeof loader>();
  return (
    <PublicShell width="wide">
      <h1 className="text-2xl leading-tight font-semibold tracking-[-0.015em]">{m.api_title()}</h1>
      <p className="mt-2 text-muted">{m.api_doc_lead()}</p>
      <p className="mt-2 mb-5">
        <a className="link" href="/api/openapi.json">
          {m.api_doc_file()}
        </a>
      </p>
      <ApiDocument document={document} />
    </PublicShell>
  );
}
