import { createCookie, redirect, type TypedResponse } from "@remix-run/node";

import { env } from "#app/platform/env.server.ts";

/** `undo` names an act that can be undone for some seconds, by a form to the address `to`. */
export type Notice = {
  kind: "good" | "info" | "low" | "error";
  text: string;
  undo?: { to: string; act: string } | undefined;
};

const cookie = createCookie("notice", {
  httpOnly: true,
  sameSite: "lax",
  path: "/",
  maxAge: 60,
  secrets: [env().authSecret],
  secure: env().origin.startsWith("https:"),
});

/** Redirects, and shows one notice on the page that follows. */
export async function redirectWithNotice(
  to: string,
  notice: Notice,
  headers = new Headers(),
): Promise<TypedResponse<never>> {
  headers.append("set-cookie", await cookie.serialize(notice));
  return redirect(to, { headers });
}

/** Takes the notice that the page before left, if any, and the header that clears it. */
export async function takeNotice(request: Request): Promise<{ notice: Notice | null; headers: Headers }> {
  const headers = new Headers();
  const stored: unknown = await cookie.parse(request.headers.get("cookie"));
  if (!isNotice(stored)) return { notice: null, headers };
  headers.append("set-cookie", await cookie.serialize("", { maxAge: 0 }));
  return { notice: stored, headers };
}

function isNotice(value: unknown): value is Notice {
  return (
    typeof value === "object" &&
    value !== null &&
    "kind" in value &&
    "text" in value &&
    typeof value.text === "string" &&
    (!("undo" in value) || isUndo(value.undo))
  );
}

function isUndo(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    "to" in value &&
    typeof value.to === "string" &&
    "act" in value &&
    typeof value.act === "string"
  );
}
