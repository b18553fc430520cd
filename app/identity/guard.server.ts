import { redirect } from "@remix-run/node";

import { asSystem } from "#app/platform/db.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound, refuseInWords } from "#app/platform/http.server.ts";
import { placeParam } from "#app/platform/place-param.ts";
import { requestContext } from "#app/platform/request-context.server.ts";

import { appendAudit } from "./audit.server.ts";
import { keepForm } from "./kept-form.server.ts";
import { may, type ClientPermission, type StaffPermission } from "./permission.ts";
import { countLetter, countRefusedRead } from "./quota.server.ts";
import { homeOf, type ClientScope, type Scope, type StaffScope } from "./scope.ts";
import { signedIn, type SignedIn } from "./signed-in.server.ts";

/** Lets any signed-in person through; others are sent to sign in first, or to set up the second factor that they must have. */
export async function requireUser(request: Request): Promise<Scope> {
  return (await requireSignedIn(request)).scope;
}

/**
 * Lets a client's people through, with a permission those who have it only; to others the page does not exist. A form of a page that was
 * made for another of their clients is refused in words.
 */
export async function requireClient(request: Request, permission?: ClientPermission): Promise<ClientScope> {
  const { scope } = await requireSignedIn(request);
  if (scope.kind === "client") refuseOtherPlace(request, scope);
  if (scope.kind === "client" && (!permission || may(scope, permission))) return scope;
  if (scope.kind === "staff" && hereOf(request) === "/") throw redirect(homeOf(scope));
  return refuseAccess(request, scope);
}

/** Lets the MSP's people through, with a permission those who have it only; to others the page does not exist. */
export async function requireStaff(request: Request, permission?: StaffPermission): Promise<StaffScope> {
  const { scope } = await requireSignedIn(request);
  if (scope.kind === "staff" && (!permission || may(scope, permission))) return scope;
  return refuseAccess(request, scope);
}

/** Like requireUser, and asks for the password or a code again when that was more than 15 minutes ago. */
export async function requireFresh(request: Request, options: { enrolling?: boolean } = {}): Promise<Scope> {
  const person = await requireSignedIn(request, options);
  const here = hereOf(request);
  if (!person.fresh)
    throw redirect(`/security/confirm?to=${encodeURIComponent(here)}`, {
      headers: await keepForm(request, here, person.scope.userId),
    });
  return person.scope;
}

/** The signed-in person with what the frame shows of them; sends away like requireUser, and what a form held waits until they are back. `enrolling` is for the pages where the second factor is set up, `choosing` for the one where a client is chosen. */
export async function requireSignedIn(
  request: Request,
  options: { enrolling?: boolean; choosing?: boolean } = {},
): Promise<SignedIn> {
  const person = await signedIn(request);
  const here = hereOf(request);
  if (!person)
    throw redirect(here === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(here)}`, {
      headers: await keepForm(request, here),
    });
  const context = requestContext();
  if (context) context.countLetter = () => countLetter(person.scope);
  if (person.mustChoose && !options.choosing)
    throw redirect(here === "/" ? "/places" : `/places?to=${encodeURIComponent(here)}`);
  if (person.mustEnrol && !options.enrolling && !options.choosing) throw redirect("/security/authenticator");
  return person;
}

function refuseOtherPlace(request: Request, { clientId, clientName }: ClientScope): void {
  if (request.method !== "POST") return;
  const place = new URL(request.url).searchParams.get(placeParam);
  if (place !== null && place !== clientId)
    refuseInWords(409, {
      title: m.error_other_client_title({ client: clientName }),
      text: m.error_other_client_text(),
    });
}

async function refuseAccess(request: Request, scope: Scope): Promise<never> {
  const target = new URL(request.url).pathname.slice(0, 200);
  if (!(await countRefusedRead(scope))) return notFound();
  await asSystem((tx) =>
    appendAudit(tx, scope, {
      action: "access.refused",
      target,
      result: "refused",
      detail: { method: request.method },
    }),
  );
  return notFound();
}

/** Where to come back to: a read's own address, or the page that a form was on. */
export function hereOf(request: Request): string {
  const url = new URL(request.url);
  const path = url.pathname.replace(/(\/_root)?\.data$/, "") || "/";
  if (request.method === "GET" || request.method === "HEAD") return path + url.search;
  // Marks of where a form was sent, and for which client, are no part of the page's address.
  for (const name of ["index", "_routes", placeParam]) url.searchParams.delete(name);
  return path + url.search;
}
