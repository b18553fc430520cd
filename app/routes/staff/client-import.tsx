import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { getClientHeader } from "#app/clients/client-header.server.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import { may } from "#app/identity/permission.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { peopleAccess } from "#app/people/access.ts";
import {
  ChooseFile,
  FileErrors,
  FilePreview,
  MapColumns,
} from "#app/people/import/components/import-view.tsx";
import { importFileForm } from "#app/people/import/forms.server.ts";
import { checkFile, importFile, type WantedImport } from "#app/people/import/import-file.server.ts";
import { kindWords } from "#app/people/import/words.ts";
import { columnNamed, importKinds, type ImportKind } from "#app/people/rules/import/columns.ts";
import { textOfFile } from "#app/platform/csv-text.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound, uuidParam } from "#app/platform/http.server.ts";
import { chosenColumns, mostImportText } from "#app/platform/import-form.ts";
import { inUploadTurn } from "#app/platform/web/upload-gate.server.ts";
import { largePosts } from "#app/platform/web/upload-limits.ts";
import { Stack } from "#app/ui/page.tsx";
import { FilterChips } from "#app/ui/tabs.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.people_import_nav() }) }];

const kindsFor = (scope: StaffScope): ImportKind[] =>
  importKinds.filter((kind) => kind !== "licences" || may(scope, peopleAccess.editProducts));

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, peopleAccess.edit);
  const { id } = await getClientHeader(scope, uuidParam(params["clientId"]));
  const kinds = kindsFor(scope);
  const asked = new URL(request.url).searchParams.get("kind");
  return {
    base: `/staff/clients/${id}`,
    kinds,
    kind: kinds.find((kind) => kind === asked) ?? "people",
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, peopleAccess.edit);
  const { id } = await getClientHeader(scope, uuidParam(params["clientId"]));
  return inUploadTurn(request, { kind: "person", key: scope.userId }, () => takeFile(request, scope, id));
}

async function takeFile(request: Request, scope: StaffScope, clientId: string) {
  const limits = { mostBytes: largePosts["/staff/clients/:clientId/import"] };
  const form = await readForm(request, importFileForm, limits);
  if (form.status !== "success")
    return data({ reply: form.reply({ hideFields: ["file"] }), file: null }, { status: 400 });
  const { intent, kind, file, columns } = form.value;
  if (!kindsFor(scope).includes(kind)) return notFound();
  const wanted = {
    kind,
    text: file ? await textOfFile(file) : form.value.text,
    chosen: chosenColumns(columns, columnNamed),
  };
  if (intent === "check") return { reply: null, file: await checked(scope, clientId, wanted) };
  const done = await importFile(scope, clientId, wanted);
  if (!done.ok) {
    const reply = form.reply({ formErrors: [m.people_import_has_errors()], hideFields: ["file"] });
    return data({ reply, file: await checked(scope, clientId, wanted) }, { status: 409 });
  }
  const { lines } = done.value;
  const text =
    lines === 0
      ? m.people_import_same_title()
      : m.people_import_done({ n: lines, count: formatNumber(lines) });
  return redirectWithNotice(`/staff/clients/${clientId}/import?kind=${kind}`, { kind: "good", text });
}

async function checked(scope: StaffScope, clientId: string, wanted: WantedImport) {
  const { table, ...plan } = await checkFile(scope, clientId, wanted);
  const columns = [...table.at].map(([column, index]) => `${column}:${index}`);
  // What is too long to be sent once more is chosen anew.
  return { ...plan, head: table.head, columns, text: wanted.text.length > mostImportText ? "" : wanted.text };
}

export default function StaffClientImport() {
  const { base, kind, kinds } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [file, lastResult] = [answer?.file ?? null, answer?.reply ?? null];
  const isWrong = file !== null && file.fileErrors.length + file.errors.length > 0;
  const here = `${base}/import?kind=${kind}`;
  return (
    <Stack className="max-w-4xl">
      <p className="text-muted">{m.people_import_subtitle()}</p>
      <FilterChips
        label={m.people_import_nav()}
        chips={kinds.map((one) => ({
          to: `${base}/import?kind=${one}`,
          label: kindWords[one](),
          active: one === kind,
        }))}
      />
      {file && isWrong && <FileErrors file={file} />}
      {file && !isWrong && <FilePreview kind={kind} file={file} lastResult={lastResult} again={here} />}
      {file && file.head.length > 0 && file.text !== "" && <MapColumns kind={kind} file={file} />}
      {(file === null || isWrong) && (
        <ChooseFile key={kind} kind={kind} lastResult={lastResult} exportTo={`${base}/export?kind=${kind}`} />
      )}
    </Stack>
  );
}
