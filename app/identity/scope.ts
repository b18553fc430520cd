/** What a client's person may be. Only finance and manager buy; the manager also invites people. */
export const clientRoles = ["employee", "approver", "finance", "manager"] as const;
export type ClientRole = (typeof clientRoles)[number];

/** What the MSP's person may be. */
export const staffRoles = ["engineer", "account_manager", "finance", "owner"] as const;
export type StaffRole = (typeof staffRoles)[number];

type Person = { userId: string; name: string; email: string; sessionId: string };

/** A signed-in person of a client: sees and does things for that client only. */
export type ClientScope = Person & { kind: "client"; clientId: string; clientName: string; role: ClientRole };

/** A signed-in person of the MSP. */
export type StaffScope = Person & { kind: "staff"; role: StaffRole };

/** What a guard returns: who asks, and whose rows. Every verb, store and read model takes one. */
export type Scope = ClientScope | StaffScope;

/** Tells whether this person signs in with a second factor whenever the MSP asks for it: all staff and clients' managers. */
export function mustHaveSecondFactor(scope: Scope): boolean {
  return scope.kind === "staff" || scope.role === "manager";
}

/** Tells whether a text is a client's role. */
export function isClientRole(value: unknown): value is ClientRole {
  return clientRoles.some((role) => role === value);
}

/** Tells whether a text is a role at the MSP. */
export function isStaffRole(value: unknown): value is StaffRole {
  return staffRoles.some((role) => role === value);
}

/** How a person wants the colours; `system` follows their device. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** Tells whether a text is a theme. */
export function isTheme(value: unknown): value is Theme {
  return themes.some((theme) => theme === value);
}

/** The page that a person's day begins on. */
export function homeOf(scope: Scope): string {
  return scope.kind === "staff" ? "/staff" : "/";
}
