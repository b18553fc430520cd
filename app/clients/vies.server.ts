import { z } from "zod";

import { env } from "#app/platform/env.server.ts";
import { log } from "#app/platform/log.server.ts";

/** What VIES says: the number stands, it doesn't, or nobody answered. */
export type ViesAnswer = { status: "valid" | "invalid" | "pending"; consultation: string | null };

const reply = z.object({
  isValid: z.boolean(),
  userError: z.string().optional(),
  requestIdentifier: z.string().nullish(),
});
const unanswered: ViesAnswer = { status: "pending", consultation: null };

/** Asks VIES about a member state's number, within 5 seconds; with the seller's own number the answer bears a consultation number. */
export async function askVies(
  number: { prefix: string; digits: string },
  requester: { prefix: string; digits: string } | null,
): Promise<ViesAnswer> {
  const url = new URL(
    `${env().viesUrl}/rest-api/ms/${encodeURIComponent(number.prefix)}/vat/${encodeURIComponent(number.digits)}`,
  );
  if (requester) {
    url.searchParams.set("requesterMemberStateCode", requester.prefix);
    url.searchParams.set("requesterNumber", requester.digits);
  }
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(5000),
      headers: { accept: "application/json" },
      redirect: "error",
    });
    const said = reply.parse(await response.json());
    const consultation = said.requestIdentifier?.trim() || null;
    if (said.isValid) return { status: "valid", consultation };
    return said.userError === undefined || said.userError === "INVALID"
      ? { status: "invalid", consultation }
      : unanswered;
  } catch (error) {
    // Down, slow or talking nonsense: no answer. The seller's policy says what happens then.
    log.warn({ error: error instanceof Error ? error.message : String(error) }, "VIES gave no answer");
    return unanswered;
  }
}
