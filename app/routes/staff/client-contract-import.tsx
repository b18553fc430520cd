import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { getClientHeader } from "#app/clients/client-header.server.ts";
import { contractsAccess } from "#app/contracts/access.ts";
import { ImportContracts } from "#app/contracts/import/components/import-contracts.tsx";
import { contractFileForm } from "#app/contracts/import/form.server.ts";
import {
  checkContracts,
  importContracts,
  type WantedContracts,
} from "#app/contracts/import/import-contracts.server.ts";
import { contractColumnNamed } from "#app/contracts/rules/import/columns.ts";
import { requireStaff } from "#app/identity/guard.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { textOfFile } from "#app/platform/csv-text.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { uuidParam } from "#app/platform/http.server.ts";
import { chosenColumns } from "#app/platform/import-form.ts";
import { inUploadTurn } from "#app/platform/web/upload-gate.server.ts";
import { largePosts } from "#app/platform/web/upload-limits.ts";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.contracts_import_title() }) }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, contractsAccess.edit);
  const { id } = await getClientHeader(scope, uuidParam(params["clientId"]));
  return { base: `/staff/clients/${id}/contract` };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const scope = await requireStaff(request, contractsAccess.edit);
  const clientId = uuidParam(params["clientId"]);
  return inUploadTurn(request, { kind: "person", key: scope.userId }, () =>
    takeFile(request, scope, clientId),
  );
}

async function takeFile(request: Request, scope: StaffScope, clientId: string) {
  const limits = { mostBytes: largePosts["/staff/clients/:clientId/contract/import"] };
  const form = await readForm(request, contractFileForm, limits);
  if (form.status !== "success")
    return data({ reply: form.reply({ hideFields: ["file"] }), file: null }, { status: 400 });
  const { intent, file, columns } = form.value;
  const wanted = {
    text: file ? await textOfFile(file) : form.value.text,
    chosen: chosenColumns(columns, contractColumnNamed),
  };
  if (intent === "check") return { reply: null, file: await checked(scope, clientId, wanted) };
  const done = await importContracts(scope, clientId, wanted);
  if (!done.ok) {
    const reply = form.reply({ formErrors: [m.people_import_has_errors()], hideFields: ["file"] });
    return data({ reply, file: await checked(scope, clientId, wanted) }, { status: 409 });
  }
  const { contracts } = done.value;
  return redirectWithNotice(`/staff/clients/${clientId}/contract`, {
    kind: "good",
    text: contracts === 0 ? m.people_import_same_title() : m.contracts_import_done({ count: contracts }),
  });
}

async function checked(scope: StaffScope, clientId: string, wanted: WantedContracts) {
  const { table, ...plan } = await checkContracts(scope, clientId, wanted);
  const columns = [...table.at].map(([column, index]) => `${column}:${index}`);
  return { ...plan, head: table.head, columns, text: wanted.text };
}

export default function StaffClientContractImport() {
  const { base } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <ImportContracts base={base} file={answer?.file ?? null} lastResult={answer?.reply ?? null} />;
}
