import { createHash } from "node:crypto";

import { findLiveClient } from "#app/clients/client-store.server.ts";
import type { Scope, StaffScope } from "#app/identity/scope.ts";
import { getLicencesPage, type InContract, type LicencesPage } from "#app/people/licences-page.server.ts";
import { licenceWords } from "#app/people/components/licence-words.ts";
import { wantsWork, type LicenceDifference } from "#app/people/rules/licence-differences.ts";
import { getStaffLicencesPage, type StaffLicencesPage } from "#app/people/staff-pages.server.ts";
import { listIncluded } from "#app/people/store/included-store.server.ts";
import type { Day } from "#app/platform/day.ts";
import { inScope, readInScope, type Tx } from "#app/platform/db.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { createRequest } from "#app/requests/create-request.server.ts";

import { listHeldItems } from "./count-client.server.ts";
import { lastTermEnd, licencesInContract } from "./rules/licences-in-contract.ts";
import { listContracts } from "./store/contract-store.server.ts";
import { listKnownRequests } from "./store/held-store.server.ts";

/** How many of each licence product a client's contracts count on a day, and until when their term lasts. */
async function countInContract(tx: Tx, clientId: string, today: Day): Promise<InContract> {
  const contracts = await listContracts(tx, clientId);
  const held = await listHeldItems(tx, clientId, { from: today, until: today });
  const included = await listIncluded(tx, clientId, today);
  return {
    counts: licencesInContract(contracts, held, today, included),
    included,
    endsOn: lastTermEnd(contracts, today),
  };
}

/** The client's licence specification with the four numbers side by side: in the contract, bought, assigned, people. */
export function getFourNumbers(scope: Scope, clientId: string): Promise<LicencesPage> {
  return getLicencesPage(scope, clientId, countInContract);
}

/** The same for staff, today or on the day that `on` names, with the request that each difference already is. */
export async function getStaffFourNumbers(
  scope: StaffScope,
  clientId: string,
  on: string | null = null,
): Promise<StaffLicencesPage & { work: Record<string, string> }> {
  const page = await getStaffLicencesPage(scope, clientId, countInContract, on);
  const ids = page.lines.map(({ product, differences }) => ({
    productId: product.id,
    id: workId(clientId, product.id, differences),
  }));
  const known = await readInScope(scope, (tx) =>
    listKnownRequests(
      tx,
      clientId,
      ids.map(({ id }) => id),
    ),
  );
  const made = new Set(known);
  return {
    ...page,
    work: Object.fromEntries(
      ids.filter(({ id }) => made.has(id)).map(({ productId, id }) => [productId, id]),
    ),
  };
}

/** Makes a request of a licence's differences as they are now, in the client's language. The same differences are one request, whoever asks; null where there is nothing to do. */
export async function askForLicenceWork(
  scope: StaffScope,
  clientId: string,
  productId: string,
): Promise<string | null> {
  const line = (await getFourNumbers(scope, clientId)).lines.find(({ product }) => product.id === productId);
  const todo = (line?.differences ?? []).filter(wantsWork);
  if (!line || todo.length === 0) return null;
  const locale = await inScope(scope, async (tx) => (await findLiveClient(tx, clientId))?.locale);
  const { title, description } = withLocale(localeOf(locale), () => ({
    title: m.contracts_licence_work({ product: line.product.name }),
    description: todo.map((one) => licenceWords(one)).join("\n"),
  }));
  const { id } = await createRequest(scope, {
    id: workId(clientId, productId, line.differences),
    clientId,
    title,
    description,
  });
  return id;
}

/** The id of the request that a product's differences are: other differences are another request. */
function workId(clientId: string, productId: string, differences: readonly LicenceDifference[]): string {
  const facts = JSON.stringify([clientId, productId, differences.filter(wantsWork)]);
  const hex = createHash("sha256").update(facts).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
