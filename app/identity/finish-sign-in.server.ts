import { asSystem } from "#app/platform/db.server.ts";

import { appendAudit } from "./audit.server.ts";
import { rememberDevice } from "./device-cookie.server.ts";
import { ownForms } from "./kept-form.server.ts";
import { visitorOf, type Person } from "./people-store.server.ts";
import { localeCookie, themeCookie } from "./preference-cookies.server.ts";
import { isTheme } from "./scope.ts";

/** What every completed sign-in leaves: a device that is known, the person's language and colours, a row in the audit log. */
export async function finishSignIn(
  request: Request,
  person: Person,
  headers: Headers,
  by: "password" | "code" | "backup-code" | "invitation",
): Promise<void> {
  headers.append("set-cookie", await rememberDevice(request, person.email));
  for (const cookie of await ownForms(request, person.userId)) headers.append("set-cookie", cookie);
  headers.append("set-cookie", localeCookie(person.locale));
  if (isTheme(person.theme)) headers.append("set-cookie", themeCookie(person.theme));
  await asSystem((tx) =>
    appendAudit(tx, visitorOf(person), {
      action: "session.started",
      clientId: person.clientId,
      detail: { by },
    }),
  );
}
