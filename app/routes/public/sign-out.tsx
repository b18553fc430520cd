import { redirect, type ActionFunctionArgs } from "@remix-run/node";

import { signOut } from "#app/identity/sign-out.server.ts";

export function loader() {
  return redirect("/");
}

export async function action({ request }: ActionFunctionArgs) {
  return redirect("/sign-in", { headers: await signOut(request) });
}
