import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";

import { SecurityOverview } from "#app/identity/components/security-overview.tsx";
import { requireSignedIn, requireUser } from "#app/identity/guard.server.ts";
import { getSecurityPage } from "#app/identity/security-page.server.ts";
import { endOtherSessions, endSession } from "#app/identity/sessions.server.ts";
import { signOut } from "#app/identity/sign-out.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";

export const meta: MetaFunction = () => [
  { title: m.identity_page_title({ page: m.identity_security_title() }) },
];

const schema = z.object({ intent: z.enum(["end", "end-others"]), sessionId: z.uuid().optional() });

export async function loader({ request }: LoaderFunctionArgs) {
  return getSecurityPage(await requireSignedIn(request));
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireUser(request);
  const form = await readForm(request, schema);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const { intent, sessionId } = form.value;
  if (intent === "end-others") {
    const count = await endOtherSessions(scope);
    return redirectWithNotice("/security", { kind: "good", text: m.identity_sessions_ended({ count }) });
  }
  if (sessionId === scope.sessionId)
    return redirectWithNotice(
      "/sign-in",
      { kind: "info", text: m.identity_signed_out() },
      await signOut(request),
    );
  if (!sessionId || !(await endSession(scope, sessionId))) return notFound();
  return redirectWithNotice("/security", { kind: "good", text: m.identity_sessions_ended({ count: 1 }) });
}

export default function Security() {
  return <SecurityOverview page={useLoaderData<typeof loader>()} />;
}
