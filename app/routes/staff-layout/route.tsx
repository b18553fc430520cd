import type { LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData } from "@remix-run/react";

import { StaffFrame } from "#app/desk/components/staff-frame.tsx";
import { getStaffFrame } from "#app/desk/staff-frame.server.ts";

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
