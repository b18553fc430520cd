import { data, type ActionFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { checkFile, checkHash, getCheckZone } from "#app/agreements/check-agreement.server.ts";
import { CheckForm, CheckVerdict } from "#app/agreements/components/check-form.tsx";
import { checkForm } from "#app/agreements/forms.server.ts";
import { isPdf } from "#app/agreements/rules/checkable.ts";
import { PublicPage } from "#app/identity/components/public-page.tsx";
import { visitorNetwork } from "#app/identity/throttle.server.ts";
import { getSite } from "#app/identity/site.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { inUploadTurn } from "#app/platform/web/upload-gate.server.ts";
import { largePosts } from "#app/platform/web/upload-limits.ts";

export const meta: MetaFunction = () => [
  { title: m.identity_page_title({ page: m.agreements_check_title() }) },
];

export async function loader() {
  return { site: await getSite(), zone: await getCheckZone() };
}

export function action({ request }: ActionFunctionArgs) {
  return inUploadTurn(request, { kind: "visitor", key: visitorNetwork() }, () => check(request));
}

async function check(request: Request) {
  const form = await readForm(request, checkForm, { mostBytes: largePosts["/check-agreement"] });
  if (form.status !== "success")
    return data({ ...noAnswer, lastResult: form.reply({ hideFields: ["file"] }) }, { status: 400 });
  const { file, hash } = form.value;
  const bytes = file && file.size > 0 ? Buffer.from(await file.arrayBuffer()) : null;
  if (file && bytes && !isPdf(bytes)) {
    const fieldErrors = { file: [m.agreements_check_no_pdf({ name: file.name })] };
    return data(
      { ...noAnswer, lastResult: form.reply({ hideFields: ["file"], fieldErrors }) },
      { status: 400 },
    );
  }
  return data({
    lastResult: form.reply({ hideFields: ["file"] }),
    answer: bytes ? await checkFile(bytes) : await checkHash(hash),
    checked: file && bytes ? file.name : hash,
  });
}

const noAnswer = { answer: null, checked: "" };

export default function CheckAgreement() {
  const { site, zone } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  return (
    <PublicPage site={site} title={m.agreements_check_title()} lead={m.agreements_check_lead()}>
      {answered?.answer && (
        <CheckVerdict
          answer={answered.answer}
          checked={answered.checked}
          mspName={site.mspName}
          zone={zone}
        />
      )}
      <CheckForm lastResult={answered?.lastResult ?? null} />
    </PublicPage>
  );
}
