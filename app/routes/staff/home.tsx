import { redirect, type LoaderFunctionArgs } from "@remix-run/node";

import { requireStaff } from "#app/identity/guard.server.ts";
import { staffHome } from "#app/office/menu.ts";

/** Leads to where a colleague's day begins. */
export async function loader({ request }: LoaderFunctionArgs) {
  return redirect(staffHome((await requireStaff(request)).role));
}
