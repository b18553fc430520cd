import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";

import { StaffFrame } from "#app/office/components/staff-frame.tsx";
import { getStaffFrame } from "#app/office/staff-frame.server.ts";
import { getClientFrame } from "#app/portal/client-frame.server.ts";
import { ClientFrame } from "#app/portal/components/client-frame.tsx";
import { requireSignedIn } from "#app/identity/guard.server.ts";
import { PublicShell } from "#app/ui/shell/public-shell.tsx";

/** The frame of pages about oneself: each side's own, or none while a second factor must still be set up. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { scope, mustEnrol } = await requireSignedIn(request, { enrolling: true });
  if (mustEnrol) return { kind: "bare" as const };
  return scope.kind === "staff"
    ? { kind: "staff" as const, frame: await getStaffFrame(request) }
    : { kind: "client" as const, frame: await getClientFrame(request) };
}

export default function PersonalLayout() {
  const page = useLoaderData<typeof loader>();
  if (page.kind === "bare")
    return (
      <PublicShell>
        <Outlet />
      </PublicShell>
    );
  if (page.kind === "staff")
    return (
      <StaffFrame frame={page.frame}>
        <Outlet />
      </StaffFrame>
    );
  return (
    <ClientFrame frame={page.frame}>
      <Outlet />
    </ClientFrame>
  );
}
