import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useLocation } from "@remix-run/react";

import { getClientFrame } from "#app/hours/client-frame.server.ts";
import { ClientFrame } from "#app/hours/components/client-frame.tsx";
import { ContractNotice } from "#app/hours/components/contract-notice.tsx";

export function loader({ request }: LoaderFunctionArgs) {
  return getClientFrame(request);
}

export default function ClientLayout() {
  const frame = useLoaderData<typeof loader>();
  const { pathname } = useLocation();
  return (
    <ClientFrame frame={frame}>
      <ContractNotice frame={frame} path={pathname} />
      <Outlet />
    </ClientFrame>
  );
}
