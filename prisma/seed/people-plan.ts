import type { ResourceKind, RightLevel } from "#app/people/rules/roster.ts";
import type { DeviceKind } from "#app/people/device-kinds.ts";

/** A client's people as the demo has them; every `…DaysAgo` counts back from the seed's day. */
export type PeoplePlan = {
  people: PlannedPerson[];
  /** How many of a licence were bought, from which day on, until when the term runs. */
  pools: { product: DemoProduct; quantity: number; daysAgo: number; termEndsInDays: number | null }[];
  /** The licences that the price of a seat holds, one of each. */
  inSeat?: DemoProduct[];
  mailboxes: { product: DemoProduct; address: string; daysAgo: number }[];
  rights: { resource: string; kind: ResourceKind; level: RightLevel; people: string[]; reason: string }[];
  devices: {
    name: string;
    kind: DeviceKind;
    os: string;
    serial: string;
    person: string | null;
    boughtDaysAgo: number;
    inScope: boolean;
    onStandard: boolean;
  }[];
};

export type PlannedPerson = {
  name: string;
  email: string;
  department: string;
  joinedDaysAgo: number;
  /** When the seat began; none for who has no seat. */
  seatDaysAgo: number | null;
  licences: DemoProduct[];
  /** The last day of work, and what is not taken back then. */
  left?: { daysAgo: number; keeps: ("licences" | "rights")[] };
  /** The first part of the address that they sign in with. */
  login?: string;
};

export const demoProducts = {
  premium: {
    vendor: "Microsoft",
    sku: "SPB",
    name: "Microsoft 365 Business Premium",
    priceMinor: 2160,
    costMinor: 1840,
    termMonths: 12,
    decreaseDays: 7,
  },
  standard: {
    vendor: "Microsoft",
    sku: "O365_BUSINESS_PREMIUM",
    name: "Microsoft 365 Business Standard",
    priceMinor: 1280,
    costMinor: 1090,
    termMonths: 12,
    decreaseDays: 7,
  },
  mailbox: {
    vendor: "Microsoft",
    sku: "EXCHANGESTANDARD",
    name: "Exchange Online Plan 1",
    priceMinor: 420,
    costMinor: 340,
    termMonths: 1,
    decreaseDays: 7,
  },
  creative: {
    vendor: "Adobe",
    sku: "65297752",
    name: "Adobe Creative Cloud Pro",
    priceMinor: 6950,
    costMinor: 6120,
    termMonths: 12,
    decreaseDays: 14,
  },
  drawing: {
    vendor: "Autodesk",
    sku: "057P1",
    name: "AutoCAD LT",
    priceMinor: 4490,
    costMinor: 4010,
    termMonths: 12,
    decreaseDays: null,
  },
} as const;
export type DemoProduct = keyof typeof demoProducts;
