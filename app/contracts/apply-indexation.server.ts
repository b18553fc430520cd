import { findLiveClient } from "#app/clients/client-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { inScope } from "#app/platform/db.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { refuse, type Result } from "#app/platform/result.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { addVersion, type ContractRefusal } from "./add-version.server.ts";
import { riseWords } from "./components/term-words.ts";
import { clockEvents } from "./rules/clock-events.ts";
import { versionOn } from "./rules/contract.ts";
import { indexPrice } from "./rules/indexation.ts";
import { asOn } from "./rules/terms.ts";
import { listContracts, listLineCosts } from "./store/contract-store.server.ts";

/** Adds the version by which a contract's prices rise on its next day for indexation, by what it agrees; one-off lines keep theirs. `id` is the form's: sent twice, it is one version. Refused where none is agreed, and where a version begins later: that one's prices would undo it, and they were agreed as they are. */
export async function applyIndexation(
  scope: StaffScope,
  { clientId, contractId, id }: { clientId: string; contractId: string; id: string },
): Promise<Result<string, ContractRefusal>> {
  const found = await inScope(scope, async (tx) => {
    const client = await findLiveClient(tx, clientId);
    const contract = (await listContracts(tx, clientId)).find((one) => one.id === contractId);
    if (!client || !contract) return notFound();
    return { client, contract, costs: await listLineCosts(tx, [clientId]) };
  });
  const { client, contract, costs } = found;
  const today = dayIn(client.zone, now());
  const next = clockEvents(contract, today).find(({ kind }) => kind === "indexation");
  const indexation = next ? asOn(contract, next.on).indexation : null;
  const latest = contract.versions.at(-1);
  const present = next && versionOn(contract, next.on);
  if (!indexation || !next || !latest || !present) return refuse("contract-gone");
  if (latest.effectiveOn > next.on) return refuse("later-version");
  const reason = withLocale(localeOf(client.locale), () =>
    m.contracts_indexed_reason({ rise: riseWords(indexation, contract.currency) }),
  );
  const lines = present.lines.map(({ id: lineId, ...line }) => ({
    ...line,
    price: line.counts === "once" ? line.price : indexPrice(line.price, indexation),
    costs: costs.get(lineId) ?? {},
  }));
  const { included, excluded, sla } = present;
  return addVersion(scope, {
    clientId,
    contractId,
    id,
    seen: latest.id,
    version: { effectiveOn: next.on, reason, included, excluded, sla, lines },
  });
}
