import { breakEvenMinutes } from "./replay.ts";

/** What the radar and the proposals reckon with; minor units without VAT, percent, basis points of revenue. */
export type RadarSetting = {
  seatPriceMinor: number;
  seatCostMinor: number;
  /** What an hour of work costs the MSP. */
  labourCostMinor: number;
  marginFloorBp: number;
  /** From which share of the managed price the hours burnt speak for a contract. */
  burnPercent: number;
  /** From how many requests a hundred seats and month on. */
  requestsPercent: number;
  /** From which share of the devices in scope on the standard. */
  standardPercent: number;
};

/** The example of the field: 50.00 a seat, 40.00 of it cost, 42.00 an hour of labour; a margin of 20 %. */
export const defaultRadar: RadarSetting = {
  seatPriceMinor: 5000,
  seatCostMinor: 4000,
  labourCostMinor: 4200,
  marginFloorBp: 2000,
  burnPercent: 100,
  requestsPercent: 50,
  standardPercent: 80,
};

/** A prepaid client's figures: of closed months (at most twelve) where they are of a time. */
export type RadarFacts = {
  months: number;
  burnMinor: number;
  burnMinutes: number;
  requests: number;
  seats: number;
  /** Whether the seats are the roster's; else they are the people with access to the portal. */
  hasRoster: boolean;
  owedMinutes: number;
  overdueOrders: number;
  devices: number;
  devicesOnStandard: number;
  /** Points of the checklist that both sides have confirmed, of how many. */
  ready: number;
  readyOf: number;
  /** What an hour costs the client now. */
  perHourMinor: number;
  currency: string;
  /** The currency in which the radar's prices and costs are set. */
  ownCurrency: string;
};

export type RadarRow =
  | {
      kind: "burn";
      burnMinor: number;
      managedMinor: number;
      percent: number;
      from: number;
      breakEvenMinutes: number;
      burnMinutes: number;
    }
  /** Instead of the burn, where the client pays in another currency: its amounts can't be compared. */
  | { kind: "currency"; currency: string; ownCurrency: string }
  | { kind: "requests"; requests: number; months: number; seats: number; percent: number; from: number }
  | { kind: "arrears"; owedMinutes: number; overdueOrders: number }
  | { kind: "standard"; onStandard: number; devices: number; from: number }
  | { kind: "readiness"; ready: number; of: number };

export type ScoredRow = RadarRow & { points: number; most: number };
/** `unknown`: there is too little to go by. */
export type RadarVerdict = "ripe" | "soon" | "not-yet" | "unknown";
export type RadarScore = { rows: ScoredRow[]; points: number; most: number; verdict: RadarVerdict };

/** Scores a client in rows, each with its figures; the points are what the rows have. A client is ripe when the hours burnt reach the managed price and no work or payment is in arrears; of one that pays in another currency nothing can be said. */
export function scoreClient(facts: RadarFacts, setting: RadarSetting): RadarScore {
  const rows = [
    isOtherCurrency(facts) ? currencyRow(facts) : burnRow(facts, setting),
    requestsRow(facts, setting),
    arrearsRow(facts),
    standardRow(facts, setting),
    readinessRow(facts),
  ];
  const sum = (of: (row: ScoredRow) => number): number => rows.reduce((all, row) => all + of(row), 0);
  return {
    rows,
    points: sum(({ points }) => points),
    most: sum(({ most }) => most),
    verdict: verdictOf(facts, rows),
  };
}

/** Tells whether a client pays in another currency than the radar's prices and costs are set in. */
export function isOtherCurrency({
  currency,
  ownCurrency,
}: Pick<RadarFacts, "currency" | "ownCurrency">): boolean {
  return currency !== ownCurrency;
}

function verdictOf(facts: RadarFacts, rows: readonly ScoredRow[]): RadarVerdict {
  if (facts.months < 3 || facts.seats === 0 || isOtherCurrency(facts)) return "unknown";
  const points = (kind: RadarRow["kind"]): number => rows.find((row) => row.kind === kind)?.points ?? 0;
  if (points("burn") === 4) return points("arrears") > 0 ? "ripe" : "soon";
  return points("burn") > 0 ? "soon" : "not-yet";
}

function currencyRow({ currency, ownCurrency }: RadarFacts): ScoredRow {
  return { kind: "currency", currency, ownCurrency, points: 0, most: 4 };
}

function burnRow(facts: RadarFacts, { seatPriceMinor, burnPercent }: RadarSetting): ScoredRow {
  const months = Math.max(1, facts.months);
  const burnMinor = Math.round(facts.burnMinor / months);
  const managedMinor = facts.seats * seatPriceMinor;
  const percent = managedMinor === 0 ? 0 : Math.floor((burnMinor * 100) / managedMinor);
  return {
    kind: "burn",
    burnMinor,
    burnMinutes: Math.round(facts.burnMinutes / months),
    managedMinor,
    percent,
    from: burnPercent,
    breakEvenMinutes: facts.perHourMinor === 0 ? 0 : breakEvenMinutes(managedMinor, facts.perHourMinor),
    points:
      managedMinor === 0
        ? 0
        : percent >= burnPercent
          ? 4
          : percent * 4 >= burnPercent * 3
            ? 2
            : percent * 2 >= burnPercent
              ? 1
              : 0,
    most: 4,
  };
}

function requestsRow({ requests, months, seats }: RadarFacts, { requestsPercent }: RadarSetting): ScoredRow {
  const percent = seats === 0 || months === 0 ? 0 : Math.round((requests * 100) / (seats * months));
  const points = percent >= requestsPercent ? 2 : percent * 2 >= requestsPercent ? 1 : 0;
  return { kind: "requests", requests, months, seats, percent, from: requestsPercent, points, most: 2 };
}

function arrearsRow({ owedMinutes, overdueOrders }: RadarFacts): ScoredRow {
  return {
    kind: "arrears",
    owedMinutes,
    overdueOrders,
    points: owedMinutes === 0 && overdueOrders === 0 ? 2 : 0,
    most: 2,
  };
}

function standardRow(
  { devices, devicesOnStandard }: RadarFacts,
  { standardPercent }: RadarSetting,
): ScoredRow {
  const isCovered = devices > 0 && devicesOnStandard * 100 >= devices * standardPercent;
  return {
    kind: "standard",
    onStandard: devicesOnStandard,
    devices,
    from: standardPercent,
    points: isCovered ? 1 : 0,
    most: 1,
  };
}

function readinessRow({ ready, readyOf }: RadarFacts): ScoredRow {
  return { kind: "readiness", ready, of: readyOf, points: readyOf > 0 && ready === readyOf ? 1 : 0, most: 1 };
}
