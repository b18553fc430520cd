import type { ActionFunctionArgs } from "@remix-run/node";

import { answerCall, type AnswerRefusal } from "#app/desk/automation/answer-call.server.ts";
import { uuidParam } from "#app/platform/http.server.ts";

const statuses: Record<AnswerRefusal, number> = {
  unknown: 404,
  unsigned: 401,
  "not-read": 400,
  "answered-otherwise": 409,
};

/** Only posts are taken here. */
export function loader(): Response {
  return new Response(null, { status: 405, headers: { allow: "POST" } });
}

/** Takes what automation answers to a call (docs/automation.md). */
export async function action({ request, params }: ActionFunctionArgs): Promise<Response> {
  if (request.method !== "POST") return new Response(null, { status: 405, headers: { allow: "POST" } });
  const header = (name: string): string => request.headers.get(`webhook-${name}`) ?? "";
  const signed = { id: header("id"), timestamp: header("timestamp"), signature: header("signature") };
  const answered = await answerCall(uuidParam(params["callId"]), signed, await request.text());
  return answered.ok
    ? new Response(answered.value)
    : new Response(answered.refusal, { status: statuses[answered.refusal] });
}
