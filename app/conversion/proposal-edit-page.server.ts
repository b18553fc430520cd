import { findEverybodysCurrency } from "#app/billing/catalogue-store.server.ts";
import { getClientHeader } from "#app/clients/client-header.server.ts";
import { findBuyer } from "#app/clients/parties-store.server.ts";
import { priorities } from "#app/requests/rules/priority.ts";
import { costParts } from "#app/contracts/rules/cost.ts";
import { listContracts } from "#app/contracts/store/contract-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { addMonths, startOfMonth, type Day } from "#app/platform/day.ts";
import { readInScope } from "#app/platform/db.server.ts";
import { formatAmount, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { findYear } from "./figures.server.ts";
import { contractsBeside, type Beside } from "./rules/beside.ts";
import type { ProposalLine, Variant } from "./rules/proposal.ts";
import type { RadarSetting } from "./rules/radar.ts";
import {
  findCosts,
  findProposalById,
  listVersions,
  type Costs,
  type ProposalVersion,
} from "./store/proposal-store.server.ts";
import { findRadarSetting, listRadar } from "./store/radar-store.server.ts";
import { listWorkTypes, type WorkTypeChoice } from "./store/work-type-store.server.ts";

/** What the form of a proposal needs; `defaults` by field name, several values where several boxes have one name. */
export type ProposalEditPage = {
  client: { id: string; name: string; currency: string };
  /** The client pays in another currency than proposals are made in: none can be made. */
  isOtherCurrency: boolean;
  proposal: { id: string; name: string; latestId: string; number: number; isSent: boolean } | null;
  /** What becomes of the client's contracts when it starts on the day that the form begins with. */
  beside: Beside[];
  workTypes: WorkTypeChoice[];
  /** The requests of the year on which most was worked, which may count as projects. */
  requests: { id: string; title: string; minutes: number }[];
  defaults: Record<string, string | string[]>;
};

/** The form for a new proposal to a client, from its roster and the radar's setting. */
export function getNewProposalPage(scope: StaffScope, clientId: string): Promise<ProposalEditPage> {
  return load(scope, clientId, null);
}

/** The form for the next version of a proposal, from its latest one. */
export async function getProposalEditPage(scope: StaffScope, proposalId: string): Promise<ProposalEditPage> {
  const proposal = (await readInScope(scope, (tx) => findProposalById(tx, proposalId))) ?? notFound();
  return load(scope, proposal.clientId, proposalId);
}

async function load(
  scope: StaffScope,
  clientId: string,
  proposalId: string | null,
): Promise<ProposalEditPage> {
  const client = await getClientHeader(scope, clientId);
  return readInScope(scope, async (tx) => {
    const today = dayIn(client.zone, now());
    const year = await findYear(tx, { clientId, currency: client.currency }, today);
    const workTypes = await listWorkTypes(tx);
    const found = proposalId === null ? null : await findProposalById(tx, proposalId);
    const [latest] = found ? await listVersions(tx, found) : [];
    const setting = await findRadarSetting(tx);
    const [radar] = latest ? [] : await listRadar(tx, clientId);
    const { locale } = await findBuyer(tx, clientId);
    const seats = radar ? radar.rosterSeats || radar.portalPeople : 1;
    const first = latest?.startsOn ?? startOfMonth(addMonths(today, 1));
    const page = {
      beside: contractsBeside(await listContracts(tx, clientId), { startsOn: first, exceptId: proposalId }),
      client: { id: clientId, name: client.name, currency: client.currency },
      isOtherCurrency: client.currency !== (await findEverybodysCurrency(tx)),
      workTypes,
      requests: requestsOf(year.entries),
    };
    if (!found || !latest)
      return {
        ...page,
        proposal: null,
        defaults: newDefaults({ today, locale }, setting, workTypes, {
          seats,
          hasRoster: (radar?.rosterSeats ?? 0) > 0,
        }),
      };
    const { id, name } = found;
    return {
      ...page,
      proposal: { id, name, latestId: latest.id, number: latest.number, isSent: latest.sentAt !== null },
      defaults: versionDefaults(latest, await findCosts(tx, clientId, latest.id)),
    };
  });
}

function requestsOf(
  entries: readonly { requestId: string; title: string; billableMinutes: number }[],
): ProposalEditPage["requests"] {
  const found = new Map<string, { id: string; title: string; minutes: number }>();
  for (const { requestId: id, title, billableMinutes } of entries)
    found.set(id, { id, title, minutes: (found.get(id)?.minutes ?? 0) + billableMinutes });
  return [...found.values()].sort((a, b) => b.minutes - a.minutes).slice(0, 12);
}

/** What the client reads in the agreement, in its language. */
function defaultTexts(): Record<string, string> {
  return {
    name: m.conversion_default_name(),
    v0name: m.conversion_default_variant(),
    v0included: m.conversion_default_included(),
    v0excluded: m.conversion_default_excluded(),
    v0line0label: m.conversion_default_seat(),
  };
}

function newDefaults(
  { today, locale }: { today: Day; locale: Locale },
  { seatPriceMinor, seatCostMinor }: RadarSetting,
  workTypes: readonly WorkTypeChoice[],
  { seats, hasRoster }: { seats: number; hasRoster: boolean },
): ProposalEditPage["defaults"] {
  return {
    ...withLocale(locale, defaultTexts),
    startsOn: startOfMonth(addMonths(today, 1)),
    termMonths: "12",
    noticeMonths: "1",
    hoursLeft: "credit",
    highResponse: formatMinutes(60),
    normalResponse: formatMinutes(240),
    v0covers: workTypes.filter(({ isPlain }) => isPlain).map(({ id }) => id),
    v0line0counts: hasRoster ? "seat" : "seats",
    v0line0price: formatAmount(seatPriceMinor),
    v0line0quantity: String(Math.max(1, seats)),
    ...(seatCostMinor > 0 && { v0line0other: formatAmount(seatCostMinor) }),
  };
}

function versionDefaults(version: ProposalVersion, costs: Costs): ProposalEditPage["defaults"] {
  const found: ProposalEditPage["defaults"] = {
    startsOn: version.startsOn,
    termMonths: String(version.termMonths),
    noticeMonths: String(version.noticeMonths),
    hoursLeft: version.hoursLeft,
    words: version.words,
    outside: version.outsideRequests,
  };
  for (const { priority, responseMinutes, resolutionMinutes } of version.variants[0]?.sla ?? []) {
    if (!priorities.includes(priority)) continue;
    if (responseMinutes !== null) found[`${priority}Response`] = formatMinutes(responseMinutes);
    if (resolutionMinutes !== null) found[`${priority}Resolution`] = formatMinutes(resolutionMinutes);
  }
  for (const [at, variant] of version.variants.entries())
    Object.assign(found, variantDefaults(at, variant, costs));
  return found;
}

function variantDefaults(at: number, variant: Variant, costs: Costs): ProposalEditPage["defaults"] {
  const found: ProposalEditPage["defaults"] = {
    [`v${at}name`]: variant.name,
    [`v${at}included`]: variant.included.join("\n"),
    [`v${at}excluded`]: variant.excluded.join("\n"),
    [`v${at}covers`]: variant.covers,
  };
  for (const [number, line] of variant.lines.entries())
    for (const [name, value] of Object.entries(lineDefaults(line, costs)))
      found[`v${at}line${number}${name}`] = value;
  return found;
}

function lineDefaults(line: ProposalLine, costs: Costs): Record<string, string> {
  const found: Record<string, string> = {
    key: line.key,
    label: line.label,
    counts: line.counts === "fixed" && line.perSeat ? "seats" : line.counts,
    price: formatAmount(line.unitMinor),
    quantity: String(line.quantity),
    ...(line.least !== undefined && { least: String(line.least) }),
  };
  for (const part of costParts) {
    const cost = costs[line.key]?.[part];
    if (cost !== undefined) found[part] = formatAmount(cost);
  }
  return found;
}
