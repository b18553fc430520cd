/** What a payment method is saved for, which decides its mandate, and the page to return to after the setup. */
export type SetupPurpose = { kind: "top-up" | "contract"; returnTo: string };

/** Automatic top-up alone. */
export const topupPurpose: SetupPurpose = { kind: "top-up", returnTo: "/top-up" };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The purpose that an address names (`?for=contract`, or `?for=` a proposal's id); automatic top-up where it names none. */
export function readPurpose(search: URLSearchParams): SetupPurpose {
  const named = search.get("for") ?? "";
  if (named === "contract") return { kind: "contract", returnTo: "/contract" };
  if (uuid.test(named)) return { kind: "contract", returnTo: `/proposals/${named}` };
  return topupPurpose;
}
