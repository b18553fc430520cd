import { auth } from "./auth.server.ts";
import { authHeaders, cookiesOf } from "./call-auth.server.ts";
import { forgetForms } from "./kept-form.server.ts";
import { endSession } from "./sessions.server.ts";
import { signedIn } from "./signed-in.server.ts";

/** Ends the request's session; answers the headers that make the browser forget it, with all that it kept of these pages. */
export async function signOut(request: Request): Promise<Headers> {
  const person = await signedIn(request);
  if (person) await endSession(person.scope, person.scope.sessionId);
  const answer = await auth().api.signOut({ headers: authHeaders(request), returnHeaders: true });
  const headers = cookiesOf(answer.headers);
  for (const cookie of await forgetForms()) headers.append("set-cookie", cookie);
  headers.set("clear-site-data", '"cache", "storage"');
  return headers;
}
