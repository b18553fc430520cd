import { asSystem } from "#app/platform/db.server.ts";

import { findInvitation } from "./invitation.server.ts";
import { findPerson } from "./people-store.server.ts";
import { signedIn } from "./signed-in.server.ts";

export type InvitationPage = {
  email: string;
  name: string;
  place: string;
  /** What somebody with access elsewhere still has to show: their password, or nothing where they are signed in; null for everybody else, who chooses one. */
  joinsBy: "session" | "password" | null;
};

/** What the page behind an invitation's link shows; null where the link no longer works. */
export async function getInvitationPage(request: Request, token: string): Promise<InvitationPage | null> {
  const found = await findInvitation(token);
  if (!found) return null;
  const { email, name, place } = found;
  const person = await asSystem((tx) => findPerson(tx, email));
  if (!person?.hasAccess) return { email, name, place, joinsBy: null };
  const here = await signedIn(request);
  return {
    email,
    name: person.name,
    place,
    joinsBy: here?.scope.userId === person.userId ? "session" : "password",
  };
}
