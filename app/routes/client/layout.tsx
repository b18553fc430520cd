import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";

import { getClientFrame } from "#app/portal/client-frame.server.ts";
import { ClientFrame } from "#app/portal/components/client-frame.tsx";

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
