import { deflateRawSync, inflateRawSync } from "node:zlib";

import { createCookie, type Cookie } from "@remix-run/node";
import { z } from "zod";

import { now } from "#app/platform/clock.server.ts";
import { env } from "#app/platform/env.server.ts";
import { readFields } from "#app/platform/form.server.ts";
import { sealBytes, unsealBytes } from "#app/platform/sealed-text.server.ts";

import { cookiePrefix } from "./session-cookie.server.ts";

/** A form's fields as they were posted: names and texts, in the order of the form. */
export type KeptFields = [name: string, value: string][];

const keptSeconds = 30 * 60;
/** What browsers take of one cookie, less its name and attributes, in bytes. */
const mostBytes = 3800;
const secretName = /password|secret|token|^(code|current|totp)$/i;
const shape = z.object({
  userId: z.string(),
  path: z.string(),
  until: z.number(),
  fields: z.array(z.tuple([z.string(), z.string()])),
});

function cookie(name: string, maxAge: number): Cookie {
  return createCookie(`${cookiePrefix()}.${name}`, {
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    maxAge,
    secure: env().origin.startsWith("https:"),
    secrets: [env().authSecret],
  });
}
const lastPerson = (): Cookie => cookie("last", 7 * 24 * 60 * 60);
const keptForm = (): Cookie => cookie("kept", keptSeconds);

/**
 * The Set-Cookie headers that keep what a form held until its person has signed in again: half an hour, sealed, in the browser that it was typed in.
 * It belongs to whoever signed in last on this browser. Nothing is kept of passwords and codes, of what a script asks by itself, and of more than a cookie holds.
 */
export async function keepForm(request: Request, path: string, userId?: string): Promise<Headers> {
  const headers = new Headers();
  if (
    request.method !== "POST" ||
    request.bodyUsed ||
    path.startsWith("/security") ||
    path.includes("/preview")
  )
    return headers;
  const owner: unknown = userId ?? (await lastPerson().parse(request.headers.get("cookie")));
  const form = typeof owner === "string" ? await readFields(request.clone()).catch(() => null) : null;
  if (typeof owner !== "string" || form === null) return headers;
  const fields = [...form].flatMap(([name, value]): KeptFields =>
    typeof value === "string" && !secretName.test(name) ? [[name, value]] : [],
  );
  const sealed = seal(
    JSON.stringify({ userId: owner, path, until: now().getTime() + keptSeconds * 1000, fields }),
  );
  if (sealed.length <= mostBytes) headers.append("set-cookie", await keptForm().serialize(sealed));
  return headers;
}

/** What this person had typed on this page, and the header that forgets it; null when it was somebody else, another page or too long ago. */
export async function takeKeptForm(
  request: Request,
  userId: string,
  path: string,
): Promise<{ fields: KeptFields; forget: string } | null> {
  const kept = await readKept(request);
  if (kept?.userId !== userId || kept.path !== path) return null;
  return { fields: kept.fields, forget: await keptForm().serialize("", { maxAge: 0 }) };
}

/** Tells whether a request brings a kept form along: most don't, and ask nothing more. */
export function bringsKeptForm(request: Request): boolean {
  return request.headers.get("cookie")?.includes(`${cookiePrefix()}.kept=`) ?? false;
}

/** The Set-Cookie values of a completed sign-in: whose forms are kept from now on; what somebody else had typed is forgotten. */
export async function ownForms(request: Request, userId: string): Promise<string[]> {
  const own = await lastPerson().serialize(userId);
  const kept = bringsKeptForm(request) ? await readKept(request) : null;
  return kept?.userId === userId ? [own] : [own, await keptForm().serialize("", { maxAge: 0 })];
}

/** The Set-Cookie values of signing out: nothing is kept of who it was. */
export async function forgetForms(): Promise<string[]> {
  return Promise.all([lastPerson(), keptForm()].map((one) => one.serialize("", { maxAge: 0 })));
}

async function readKept(request: Request): Promise<z.output<typeof shape> | null> {
  const sealed: unknown = await keptForm().parse(request.headers.get("cookie"));
  const text = typeof sealed === "string" && sealed !== "" ? unseal(sealed) : null;
  const kept = text === null ? null : shape.safeParse(JSON.parse(text));
  return kept?.success && kept.data.until > now().getTime() ? kept.data : null;
}

function seal(text: string): string {
  return sealBytes("kept form", deflateRawSync(text));
}

/** Null for what another secret sealed. */
function unseal(sealed: string): string | null {
  const bytes = unsealBytes("kept form", sealed);
  try {
    return bytes && inflateRawSync(bytes).toString();
  } catch {
    return null;
  }
}
