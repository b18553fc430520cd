import { countBackupCodes } from "./second-factor.server.ts";
import { listSessions, type SessionRow } from "./sessions.server.ts";
import type { SignedIn } from "./signed-in.server.ts";

/** What a person reads of the safety of their account. */
export type SecurityPage = {
  sessions: SessionRow[];
  backupCodesLeft: number | null;
  hasSecondFactor: boolean;
  required: boolean;
  zone: string;
};

/** Reads the page. */
export async function getSecurityPage(person: SignedIn): Promise<SecurityPage> {
  const [sessions, backupCodesLeft] = await Promise.all([
    listSessions(person.scope),
    countBackupCodes(person.scope),
  ]);
  return {
    sessions,
    backupCodesLeft,
    hasSecondFactor: person.hasSecondFactor,
    required: person.mustHaveSecondFactor,
    zone: person.zone,
  };
}
