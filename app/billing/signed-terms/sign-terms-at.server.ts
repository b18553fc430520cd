import type { ClientScope } from "#app/identity/scope.ts";

import { prepareHourTerms } from "./hour-terms.server.ts";

/** Where the buyer signs the terms, and comes back from to pay; step 2 itself where nothing is to be signed. */
export async function signTermsAt(scope: ClientScope, blockId: string): Promise<string> {
  const back = `/buy/terms?block=${blockId}`;
  const id = await prepareHourTerms(scope);
  return id === null ? back : `/agreements/${id}/sign?to=${encodeURIComponent(back)}`;
}
