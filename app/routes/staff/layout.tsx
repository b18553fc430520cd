import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";

import { StaffFrame } from "#app/office/components/staff-frame.tsx";
import { getStaffFrame } from "#app/office/staff-frame.server.ts";

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
