import type { ActionFunctionArgs } from "@remix-run/node";

import { takeHint } from "#app/connectors/halo/connect.server.ts";

const onlyPosts = (): Response => new Response(null, { status: 405, headers: { allow: "POST" } });

/** Only posts are taken here. */
export function loader(): Response {
  return onlyPosts();
}

export async function action({ request }: ActionFunctionArgs): Promise<Response> {
  if (request.method !== "POST") return onlyPosts();
  const isTaken = await takeHint(request.headers.get("authorization"), await request.text());
  return isTaken
    ? new Response(null, { status: 204 })
    : new Response(null, { status: 401, headers: { "www-authenticate": "Basic" } });
}
