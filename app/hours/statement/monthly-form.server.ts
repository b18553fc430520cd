import { data, type TypedResponse } from "@remix-run/node";

import type { Scope } from "#app/identity/scope.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readFields } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import { chooseMonthly } from "./choose-monthly.server.ts";

/** Answers the one form of a statement's page: does as it says and leads back to the page. */
export async function answerMonthly(
  request: Request,
  scope: Scope,
  clientId: string,
): Promise<TypedResponse<never>> {
  const choice = (await readFields(request)).get("monthly");
  if (choice !== "on" && choice !== "off") throw data(null, { status: 400 });
  await chooseMonthly(scope, clientId, choice === "on");
  const { pathname, search } = new URL(request.url);
  return redirectWithNotice(
    pathname.replace(/\.data$/, "") + search.replace(/[?&](index|_routes)[^&]*/g, ""),
    { kind: "good", text: choice === "on" ? m.statement_monthly_is_on() : m.statement_monthly_is_off() },
  );
}
