import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";

import { signedIn } from "#app/identity/signed-in.server.ts";
import { StaffFrame } from "#app/office/components/staff-frame.tsx";
import { getStaffFrame } from "#app/office/staff-frame.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { getClientFrame } from "#app/portal/client-frame.server.ts";
import { ClientFrame } from "#app/portal/components/client-frame.tsx";
import { NotFoundText } from "#app/ui/error-text.tsx";
import { PublicShell } from "#app/ui/shell/public-shell.tsx";

export const meta: MetaFunction = () => [
  { title: m.identity_page_title({ page: m.error_not_found_title() }) },
];

/** Every address that belongs to no page: 404, in the frame of whoever is signed in. */
export async function loader({ request }: LoaderFunctionArgs) {
  return data(await frameOf(request), { status: 404 });
}

async function frameOf(request: Request) {
  const person = await signedIn(request);
  if (!person || person.mustEnrol) return { kind: "bare" as const };
  return person.scope.kind === "staff"
    ? { kind: "staff" as const, frame: await getStaffFrame(request) }
    : { kind: "client" as const, frame: await getClientFrame(request) };
}

export default function NotFound() {
  const page = useLoaderData<typeof loader>();
  if (page.kind === "staff")
    return (
      <StaffFrame frame={page.frame}>
        <NotFoundText />
      </StaffFrame>
    );
  if (page.kind === "client")
    return (
      <ClientFrame frame={page.frame}>
        <NotFoundText />
      </ClientFrame>
    );
  return (
    <PublicShell>
      <NotFoundText />
    </PublicShell>
  );
}
