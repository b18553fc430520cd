import type { DemoProduct } from "#prisma/seed/people-plan.ts";
import type { buildClient, buildFullContract } from "#test/builders/client.ts";

type Words = { seat: string; fixed: string; included: string[]; excluded: string[]; change: string };

/** A further line of a contract. */
export type MoreLine = Parameters<typeof buildFullContract>[2]["lines"][number];

/** A device: how many days ago it came and its warranty ended (fewer than none is ahead). */
export type MoreDevice = {
  name: string;
  kind: "laptop" | "desktop" | "tablet" | "server" | "network";
  serial: string;
  os: string;
  daysAgo: number;
  warrantyEndedDaysAgo: number;
  onStandard: boolean;
  inScope: boolean;
  holder: number | null;
};

/** A client of the demo's long list: who it is, how many people, and what its contract says; none where it only has hours. */
export type MoreClient = {
  details: Parameters<typeof buildClient>[0] & { name: string; billingEmail: string };
  manager: string;
  people: number;
  departments: string[];
  /** What everybody has, and what every so manieth person has besides. */
  licence: DemoProduct | null;
  second?: { product: DemoProduct; every: number };
  /** Bought beyond what people have. */
  spare: number;
  joiners: number[];
  leavers: number[];
  /** Each with its holder's place in the list of people, by name; null for nobody. */
  devices?: MoreDevice[];
  hours?: {
    minutes: number;
    pricePerHourMinor: number;
    daysAgo: number;
    work: [daysAgo: number, minutes: number, title: string][];
  };
  contract?: {
    name: string;
    startedMonthsAgo: number;
    termMonths: number;
    noticeMonths: number;
    seatMinor: number;
    fixedMinor: number;
    costs: { licence: number; monitoring: number; security: number; outsourcing: number };
    /** A price list instead of one price a seat. */
    steps?: { upTo: number | null; unitMinor: number }[];
    minimum?: number;
    indexed?: boolean;
    kind?: "break_fix";
    /** Lines besides those for seats and for what is fixed, and a job that was done on one of them. */
    lines?: MoreLine[];
    job?: { lineKey: string; daysAgo: number; note: string };
    words: Words;
  };
};

/** What a contract says in Dutch. */
export const dutch: Words = {
  seat: "Werkplek",
  fixed: "Beheer van server en netwerk",
  included: ["Hulp op afstand", "Bewaking, updates en beveiliging", "Beheer van licenties en rechten"],
  excluded: ["Nieuwe apparaten", "Projecten en verhuizingen"],
  change: "Nieuwe prijs na overleg",
};
/** What a contract for work by the hour says in Dutch. */
export const onCall: Words = {
  seat: "Bewaking per werkplek",
  fixed: "Beschikbaarheid",
  included: ["Bewaking en updates"],
  excluded: ["Hulp: per uur", "Nieuwe apparaten"],
  change: "Nieuwe prijs na overleg",
};
/** What a contract says in German. */
export const german: Words = {
  seat: "Arbeitsplatz",
  fixed: "Betreuung von Server und Netzwerk",
  included: ["Fernhilfe", "Überwachung, Updates und Schutz", "Verwaltung von Lizenzen und Rechten"],
  excluded: ["Neue Geräte", "Projekte und Umzüge"],
  change: "Neuer Preis nach Absprache",
};
/** What a contract says in English. */
export const english: Words = {
  seat: "Seat",
  fixed: "Server and network management",
  included: ["Remote support", "Monitoring, updates and security", "Management of licences and rights"],
  excluded: ["New devices", "Projects and office moves"],
  change: "New price as agreed",
};
/** What a seat costs the MSP a month, in minor units. */
export const costs = { licence: 1840, monitoring: 500, security: 450, outsourcing: 400 };

/** Who a client of the list is: its names, its address, and where its invoices go. */
export function place(
  name: string,
  form: string,
  addressLine: string,
  postalCode: string,
  city: string,
  billingEmail: string,
): MoreClient["details"] {
  return { name, legalName: `${name} ${form}`.trim(), addressLine, postalCode, city, billingEmail };
}

const givenNames = [
  "Anna",
  "Bas",
  "Carlijn",
  "Dirk",
  "Emma",
  "Fatima",
  "Gijs",
  "Hanna",
  "Ilse",
  "Jasper",
  "Kees",
  "Laura",
  "Maud",
  "Niels",
  "Olga",
  "Pim",
  "Quinten",
  "Rosa",
  "Simon",
  "Tess",
  "Usha",
  "Vera",
  "Wim",
  "Xander",
  "Yara",
  "Zoë",
];
const familyNames = [
  "de Vries",
  "Jansen",
  "van den Berg",
  "Bakker",
  "Schmidt",
  "Visser",
  "Yılmaz",
  "Meyer",
  "de Boer",
  "Mulder",
  "Peeters",
  "Hendriks",
  "Smits",
  "Okafor",
  "Brouwer",
  "Koch",
  "Dijkstra",
];

/** A name for the n-th person of a client: no two of a client are alike. */
export function nameOf(client: number, person: number): string {
  const at = person + client * 7;
  return `${givenNames[at % givenNames.length]} ${familyNames[(person + Math.floor(at / givenNames.length) * 3 + client) % familyNames.length]}`;
}
