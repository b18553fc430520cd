import { listPlacesOfSession, moveSession, type PlaceRow } from "#app/identity/session-store.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

import { appendAudit } from "./audit.server.ts";
import type { Scope } from "./scope.ts";

/** Where a person has access now, by name; `current` is where the session is. */
export function listPlaces(scope: Scope): Promise<PlaceRow[]> {
  return listPlacesOfSession(scope.sessionId, scope.userId);
}

/** Puts the session at another of its person's clients from the next request on; false where they have no access there. Saying the same twice changes nothing. */
export async function choosePlace(scope: Scope, membershipId: string): Promise<boolean> {
  const place = await moveSession({ membershipId, userId: scope.userId, sessionId: scope.sessionId });
  if (!place) return false;
  const { clientId, moved } = place;
  if (moved)
    await asSystem((tx) =>
      appendAudit(
        tx,
        { kind: "visitor", userId: scope.userId, name: scope.name },
        { action: "session.placed", clientId },
      ),
    );
  return true;
}
