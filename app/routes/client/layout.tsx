import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useRouteLoaderData } from "@remix-run/react";

import { getClientFrame } from "#app/portal/client-frame.server.ts";
import { ClientFrame } from "#app/portal/components/client-frame.tsx";
import { retryHeaders } from "#app/platform/web/retry-after.ts";
import { ErrorText, errorMeta } from "#app/ui/error-text.tsx";
import { PublicShell } from "#app/ui/shell/public-shell.tsx";

export const headers = retryHeaders;
export const meta = errorMeta;

export function loader({ request }: LoaderFunctionArgs) {
  return getClientFrame(request);
}

export default function ClientLayout() {
  return (
    <ClientFrame frame={useLoaderData<typeof loader>()}>
      <Outlet />
    </ClientFrame>
  );
}

/** Keeps the menu around a page that is not there. */
export function ErrorBoundary() {
  const frame = useRouteLoaderData<typeof loader>("routes/client/layout");
  return frame ? (
    <ClientFrame frame={frame}>
      <ErrorText />
    </ClientFrame>
  ) : (
    <PublicShell>
      <ErrorText />
    </PublicShell>
  );
}
