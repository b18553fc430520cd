import { findEverybodysCurrency } from "#app/billing/catalogue-store.server.ts";
import { getClientHeader } from "#app/clients/client-header.server.ts";
import { findBuyer } from "#app/clients/parties-store.server.ts";
import { costParts } from "#app/contracts/rules/cost.ts";
import { listContracts } from "#app/contracts/store/contract-store.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { addMonths, startOfMonth, type Day } from "#app/platform/day.ts";
import { readInScope, type Tx } from "#app/platform/db.server.ts";
import { formatAmount, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { notFound } from "#app/platform/http.server.ts";
import type { Locale } from "#app/platform/i18n/locale.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import { findYear } from "./figures.server.ts";
import { contractsBeside, type Beside } from "./rules/beside.ts";
import { mostProposalLines, mostVariants, type ProposalLine, type Variant } from "./rules/proposal.ts";
import type { RadarSetting } from "./rules/radar.ts";
import {
  findCosts,
  findProposalById,
  listVersions,
  type Costs,
  type ProposalVersion,
} from "./store/proposal-store.server.ts";
import { countRosterSeats, findSeatTypeNames } from "./store/seat-type-store.server.ts";
import { findRadarSetting, listRadar } from "./store/radar-store.server.ts";
import { listWorkTypes, type WorkTypeChoice } from "./store/work-type-store.server.ts";

type SeatTypeChoice = { id: string; name: string; count: number };

/** What the form of a proposal needs; `defaults` by field name, several values where several boxes have one name. */
export type ProposalEditPage = {
  client: { id: string; name: string; currency: string };
  /** The client pays in another currency than proposals are made in: none can be made. */
  isOtherCurrency: boolean;
  proposal: { id: string; name: string; latestId: string; number: number; isSent: boolean } | null;
  /** What becomes of the client's contracts when it starts on the day that the form begins with. */
  beside: Beside[];
  workTypes: WorkTypeChoice[];
  /** The types of seat of the client's roster, with how many it has of each today. */
  seatTypes: SeatTypeChoice[];
  /** The requests of the year on which most was worked, which may count as projects. */
  requests: { id: string; title: string; minutes: number }[];
  defaults: Record<string, string | string[]>;
};

/** The form for a new proposal to a client, from its roster and the radar's setting, or from the latest version of a proposal of the client that is over. */
export function getNewProposalPage(
  scope: StaffScope,
  clientId: string,
  fromId: string | null = null,
): Promise<ProposalEditPage> {
  return load(scope, clientId, fromId, true);
}

/** The form for the next version of a proposal, from its latest one. */
export async function getProposalEditPage(scope: StaffScope, proposalId: string): Promise<ProposalEditPage> {
  const proposal = (await readInScope(scope, (tx) => findProposalById(tx, proposalId))) ?? notFound();
  return load(scope, proposal.clientId, proposalId, false);
}

async function load(
  scope: StaffScope,
  clientId: string,
  proposalId: string | null,
  isNew: boolean,
): Promise<ProposalEditPage> {
  const client = await getClientHeader(scope, clientId);
  return readInScope(scope, async (tx) => {
    const today = dayIn(client.zone, now());
    const year = await findYear(tx, { clientId, currency: client.currency }, today);
    const workTypes = await listWorkTypes(tx);
    const found = proposalId === null ? null : await findProposalById(tx, proposalId);
    if (found && found.clientId !== clientId) return notFound();
    const [latest] = found ? await listVersions(tx, found) : [];
    const setting = await findRadarSetting(tx);
    const [radar] = latest ? [] : await listRadar(tx, clientId);
    const { locale } = await findBuyer(tx, clientId);
    const seats = radar ? radar.rosterSeats || radar.portalPeople : 1;
    const roster = await countRosterSeats(tx, clientId, today);
    const typeNames = await findSeatTypeNames(tx);
    const named = new Set([...roster.keys(), ...typesIn(latest)]);
    const next = startOfMonth(addMonths(today, 1));
    const first = latest && (!isNew || latest.startsOn > today) ? latest.startsOn : next;
    const page = {
      beside: contractsBeside(await listContracts(tx, clientId), { startsOn: first, exceptId: proposalId }),
      client: { id: clientId, name: client.name, currency: client.currency },
      isOtherCurrency: client.currency !== (await findEverybodysCurrency(tx)),
      workTypes,
      seatTypes: [...named].map((id) => ({
        id,
        name: typeNames.get(id) ?? m.conversion_default_seat(),
        count: roster.get(id) ?? 0,
      })),
      requests: requestsOf(year.entries),
    };
    if (!found || !latest)
      return {
        ...page,
        proposal: null,
        defaults: newDefaults({ today, locale }, setting, workTypes, {
          seats,
          hasRoster: (radar?.rosterSeats ?? 0) > 0,
          types: await withLocale(locale, () => rosterLines(tx, roster)),
        }),
      };
    const { id, name } = found;
    const defaults = versionDefaults(latest, await findCosts(tx, clientId, latest.id));
    if (isNew)
      return { ...page, proposal: null, defaults: { ...withoutKeys(defaults), name, startsOn: first } };
    return {
      ...page,
      proposal: { id, name, latestId: latest.id, number: latest.number, isSent: latest.sentAt !== null },
      defaults,
    };
  });
}

/** The fields of a version without its lines' keys: the lines of another proposal are others. */
function withoutKeys(defaults: ProposalEditPage["defaults"]): ProposalEditPage["defaults"] {
  return Object.fromEntries(Object.entries(defaults).filter(([name]) => !/^v\dline\dkey$/.test(name)));
}

/** The types of seat that the lines of a version count. */
function typesIn(version: ProposalVersion | undefined): string[] {
  return (version?.variants ?? []).flatMap(({ lines }) => lines.flatMap(({ typeId }) => typeId ?? []));
}

/** The types of a roster that has several, as the lines of a new proposal; none where one line counts all seats. */
async function rosterLines(tx: Tx, roster: ReadonlyMap<string, number>): Promise<SeatTypeChoice[]> {
  if (roster.size < 2 || roster.size > mostProposalLines) return [];
  const names = await findSeatTypeNames(tx);
  return [...roster].map(([id, count]) => ({
    id,
    count,
    name: names.get(id) ?? m.conversion_default_seat(),
  }));
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
  { seats, hasRoster, types }: { seats: number; hasRoster: boolean; types: readonly SeatTypeChoice[] },
): ProposalEditPage["defaults"] {
  const price = {
    price: formatAmount(seatPriceMinor),
    ...(seatCostMinor > 0 && { other: formatAmount(seatCostMinor) }),
  };
  const lines: Record<string, string>[] =
    types.length > 0
      ? types.map(({ id, name, count }) => ({
          ...price,
          label: name,
          counts: `seat:${id}`,
          quantity: String(count),
        }))
      : [{ ...price, counts: hasRoster ? "seat" : "seats", quantity: String(Math.max(1, seats)) }];
  return {
    ...withLocale(locale, defaultTexts),
    startsOn: startOfMonth(addMonths(today, 1)),
    termMonths: "12",
    noticeMonths: "1",
    hoursLeft: "credit",
    ...slaDefaults([0, 1, 2], usualSla),
    v0covers: workTypes.filter(({ isPlain }) => isPlain).map(({ id }) => id),
    ...Object.fromEntries(
      lines.flatMap((line, at) => Object.entries(line).map(([name, value]) => [`v0line${at}${name}`, value])),
    ),
  };
}

const usualSla: Variant["sla"] = [
  { priority: "high", responseMinutes: 60, resolutionMinutes: null },
  { priority: "normal", responseMinutes: 240, resolutionMinutes: null },
];

/** What these variants promise, as the form's fields. */
function slaDefaults(variants: readonly number[], sla: Variant["sla"]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const at of variants)
    for (const { priority, responseMinutes, resolutionMinutes } of sla) {
      if (responseMinutes !== null) found[`v${at}${priority}Response`] = formatMinutes(responseMinutes);
      if (resolutionMinutes !== null) found[`v${at}${priority}Resolution`] = formatMinutes(resolutionMinutes);
    }
  return found;
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
  const [first] = version.variants;
  for (let at = 0; at < mostVariants; at += 1) {
    const variant = version.variants[at];
    if (variant) Object.assign(found, variantDefaults(at, variant, costs));
    // A variant that is added begins with what the first one promises.
    else Object.assign(found, slaDefaults([at], first?.sla ?? []));
  }
  return found;
}

function variantDefaults(at: number, variant: Variant, costs: Costs): ProposalEditPage["defaults"] {
  const found: ProposalEditPage["defaults"] = {
    [`v${at}name`]: variant.name,
    [`v${at}included`]: variant.included.join("\n"),
    [`v${at}excluded`]: variant.excluded.join("\n"),
    [`v${at}covers`]: variant.covers,
    ...slaDefaults([at], variant.sla),
  };
  for (const [number, line] of variant.lines.entries())
    for (const [name, value] of Object.entries(lineDefaults(line, costs)))
      found[`v${at}line${number}${name}`] = value;
  return found;
}

function choiceOf({ counts, perSeat, typeId }: ProposalLine): string {
  if (counts === "seat" && typeId !== null) return `seat:${typeId}`;
  return counts === "fixed" && perSeat ? "seats" : counts;
}

function lineDefaults(line: ProposalLine, costs: Costs): Record<string, string> {
  const found: Record<string, string> = {
    key: line.key,
    label: line.label,
    counts: choiceOf(line),
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
