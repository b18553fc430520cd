import { renderSVG } from "uqr";

import { getSite, type SiteData } from "./site.server.ts";
import { findEnrolment } from "./second-factor.server.ts";
import type { SignedIn } from "./signed-in.server.ts";

/** The page that sets up, or turns off, the authenticator app. */
export type AuthenticatorPage = {
  site: SiteData;
  /** Nobody gets past this page without one. */
  mustEnrol: boolean;
  /** Has to keep it, by the MSP's setting. */
  required: boolean;
  state: { kind: "off" } | { kind: "setting-up"; qr: string; secret: string } | { kind: "on" };
};

/** Reads the page; the QR code is drawn here, so that the secret goes to no other service. */
export async function getAuthenticatorPage(person: SignedIn): Promise<AuthenticatorPage> {
  const page = { site: await getSite(), mustEnrol: person.mustEnrol, required: person.mustHaveSecondFactor };
  if (person.hasSecondFactor) return { ...page, state: { kind: "on" } };
  const enrolment = await findEnrolment(person.scope);
  if (!enrolment) return { ...page, state: { kind: "off" } };
  return {
    ...page,
    state: { kind: "setting-up", qr: renderSVG(enrolment.uri, { border: 2 }), secret: enrolment.secret },
  };
}
