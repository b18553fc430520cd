import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { deskAccess } from "#app/desk/access.ts";
import { approversForm } from "#app/desk/approvals/approver-forms.server.ts";
import { getApproversPage, setBudget, setStandIn } from "#app/desk/approvals/approver-settings.server.ts";
import { Budgets, StandIn } from "#app/desk/components/approvers.tsx";
import { requireClient } from "#app/identity/guard.server.ts";
import { may } from "#app/identity/permission.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.change_approvers_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  return getApproversPage(await requireClient(request, deskAccess.approve));
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireClient(request, deskAccess.approve);
  const form = await readForm(request, approversForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const { value } = form;
  if (value.intent === "budget" && !may(scope, deskAccess.setBudgets)) return notFound();
  const done =
    value.intent === "budget"
      ? await setBudget(scope, { userId: value.userId, budgetMinor: value.budget ?? null })
      : await setStandIn(
          scope,
          value.intent === "stand-in"
            ? { userId: value.standIn, from: value.from, until: value.until }
            : null,
        );
  if (done.ok)
    return redirectWithNotice("/requests/approvers", { kind: "good", text: m.change_approvers_saved() });
  const words =
    done.refusal === "no-approver" ? m.change_refused_no_approver() : m.change_refused_ends_before();
  return data(form.reply({ formErrors: [words] }), { status: 409 });
}

export default function RequestApprovers() {
  const page = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>() ?? null;
  return (
    <>
      <PageHeader
        title={m.change_approvers_title()}
        subtitle={m.change_approvers_subtitle()}
        back={{ to: "/requests", label: m.desk_requests_title() }}
      />
      <Stack className="max-w-2xl">
        <StandIn page={page} lastResult={lastResult} />
        <Budgets page={page} lastResult={lastResult} />
      </Stack>
    </>
  );
}
