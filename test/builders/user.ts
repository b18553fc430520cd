import { hashPassword } from "#app/identity/account.server.ts";
import { addPerson, type NewPerson } from "#app/identity/add-person.server.ts";

/** The password of everybody in the demo and in tests. */
export const everybodysPassword = "tegoed-demo-2026";

let hash: Promise<string> | undefined;
let count = 0;

type Place =
  | { clientId: string; role: "employee" | "approver" | "finance" | "manager" }
  | { clientId: null; role: "engineer" | "account_manager" | "finance" | "owner" };
type Details = Partial<Pick<NewPerson, "email" | "name" | "locale">>;

export type BuiltUser = { userId: string; email: string; name: string };

/** Somebody with an account and access: a client's person, or with `clientId: null` one of the MSP's. */
export async function buildUser(place: Place, details: Details = {}): Promise<BuiltUser> {
  hash ??= hashPassword(everybodysPassword);
  const number = ++count;
  const name = details.name ?? `Person ${number}`;
  const email =
    details.email ??
    `person-${number}@${place.clientId ? `client-${place.clientId.slice(0, 8)}` : "msp"}.example`;
  const userId = await addPerson({
    locale: "nl",
    ...details,
    name,
    email,
    password: { hash: await hash },
    ...place,
  });
  return { userId, email, name };
}
