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

/** What a guard hands out: who asks, and whose rows. Every verb, store and read model takes one. */
export type Scope = ClientScope | StaffScope;

const buyers: readonly ClientRole[] = ["finance", "manager"];

/** Tells whether this person may spend the client's money. */
export function mayBuy(scope: ClientScope): boolean {
  return buyers.includes(scope.role);
}
