import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useRouteLoaderData } from "@remix-run/react";

import { StaffFrame } from "#app/office/components/staff-frame.tsx";
import { getStaffFrame } from "#app/office/staff-frame.server.ts";
import { retryHeaders } from "#app/platform/web/retry-after.ts";
import { ErrorText, errorMeta } from "#app/ui/error-text.tsx";
import { PublicShell } from "#app/ui/shell/public-shell.tsx";

export const headers = retryHeaders;
export const meta = errorMeta;

export function loader({ request }: LoaderFunctionArgs) {
  return getStaffFrame(request);
}

export default function StaffLayout() {
  return (
    <StaffFrame frame={useLoaderData<typeof loader>()}>
      <Outlet />
    </StaffFrame>
  );
}

/** Keeps the menu around a page that is not there. */
export function ErrorBoundary() {
  const frame = useRouteLoaderData<typeof loader>("routes/staff/layout");
  return frame ? (
    <StaffFrame frame={frame}>
      <ErrorText />
    </StaffFrame>
  ) : (
    <PublicShell>
      <ErrorText />
    </PublicShell>
  );
}
