import { auth } from "./auth.server.ts";

/** A password as the database keeps it (scrypt). */
export async function hashPassword(password: string): Promise<string> {
  return (await auth().$context).password.hash(password);
}
