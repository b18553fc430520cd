import type { StoryProduct } from "#prisma/seed/people-story.ts";
import type { buildClient } from "#test/builders/client.ts";

type Words = { seat: string; fixed: string; included: string[]; excluded: string[]; change: string };

/** A client of the demo's long list: who it is, how many people, and what its contract says; none where it only has hours. */
export type MoreClient = {
  details: Parameters<typeof buildClient>[0] & { name: string; billingEmail: string };
  manager: string;
  people: number;
  departments: string[];
  /** What everybody has, and what every so manieth person has besides. */
  licence: StoryProduct | null;
  second?: { product: StoryProduct; every: number };
  /** Bought beyond what people have. */
  spare: number;
  joiners: number[];
  leavers: number[];
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
    words: Words;
  };
};

const dutch: Words = {
  seat: "Werkplek",
  fixed: "Beheer van server en netwerk",
  included: ["Hulp op afstand", "Bewaking, updates en beveiliging", "Beheer van licenties en rechten"],
  excluded: ["Nieuwe apparaten", "Projecten en verhuizingen"],
  change: "Nieuwe prijs na overleg",
};
const german: Words = {
  seat: "Arbeitsplatz",
  fixed: "Betreuung von Server und Netzwerk",
  included: ["Fernhilfe", "Überwachung, Updates und Schutz", "Verwaltung von Lizenzen und Rechten"],
  excluded: ["Neue Geräte", "Projekte und Umzüge"],
  change: "Neuer Preis nach Absprache",
};
const english: Words = {
  seat: "Seat",
  fixed: "Server and network management",
  included: ["Remote support", "Monitoring, updates and security", "Management of licences and rights"],
  excluded: ["New devices", "Projects and office moves"],
  change: "New price as agreed",
};
const costs = { licence: 1840, monitoring: 500, security: 450, outsourcing: 400 };

/** Nine further clients: with the three of everyday use, the list of a small MSP. */
export const moreClients: MoreClient[] = [
  {
    details: place(
      "Loodgietersbedrijf De Wit",
      "B.V.",
      "Industrieweg 14",
      "3542 AD",
      "Utrecht",
      "administratie@dewit-loodgieters.example",
    ),
    manager: "Ingrid de Wit",
    people: 12,
    departments: ["Kantoor", "Monteurs"],
    licence: "standard",
    spare: 0,
    joiners: [70],
    leavers: [],
    contract: {
      name: "Werkplekbeheer",
      startedMonthsAgo: 20,
      termMonths: 24,
      noticeMonths: 3,
      seatMinor: 4200,
      fixedMinor: 9500,
      costs: { ...costs, licence: 1090 },
      words: dutch,
    },
  },
  {
    details: place(
      "Advocatenkantoor Rijnders",
      "N.V.",
      "Velperplein 3",
      "6811 AG",
      "Arnhem",
      "kantoor@rijnders.example",
    ),
    manager: "Maarten Rijnders",
    people: 18,
    departments: ["Advocaten", "Secretariaat"],
    licence: "premium",
    spare: 2,
    joiners: [38],
    leavers: [61],
    contract: {
      name: "Kantoorautomatisering",
      startedMonthsAgo: 34,
      termMonths: 36,
      noticeMonths: 1,
      seatMinor: 5900,
      fixedMinor: 21_000,
      costs,
      indexed: true,
      words: dutch,
    },
  },
  {
    details: place(
      "Van Dalen Accountants",
      "B.V.",
      "Stationsstraat 60",
      "7311 MH",
      "Apeldoorn",
      "factuur@vandalen.example",
    ),
    manager: "Roos van Dalen",
    people: 34,
    departments: ["Samenstel", "Controle", "Fiscaal"],
    licence: "premium",
    spare: 1,
    joiners: [25, 96],
    leavers: [33],
    contract: {
      name: "Werkplekbeheer",
      startedMonthsAgo: 14,
      termMonths: 12,
      noticeMonths: 3,
      seatMinor: 5400,
      fixedMinor: 32_000,
      costs,
      indexed: true,
      words: dutch,
    },
  },
  {
    details: place(
      "Zorggroep Rivierenland",
      "",
      "Waalkade 120",
      "4001 BE",
      "Tiel",
      "crediteuren@zorggroep-rivierenland.example",
    ),
    manager: "Femke Aalbers",
    people: 120,
    departments: ["Verpleging", "Thuiszorg", "Behandeling", "Staf"],
    licence: "standard",
    second: { product: "premium", every: 9 },
    spare: 6,
    joiners: [8, 19, 31, 44, 52, 88, 120],
    leavers: [14, 37, 75, 130],
    contract: {
      name: "Werkplekken en zorgapplicaties",
      startedMonthsAgo: 10,
      termMonths: 36,
      noticeMonths: 6,
      seatMinor: 3900,
      fixedMinor: 84_000,
      costs: { ...costs, licence: 1090 },
      steps: [
        { upTo: 50, unitMinor: 4300 },
        { upTo: 100, unitMinor: 3900 },
        { upTo: null, unitMinor: 3500 },
      ],
      words: dutch,
    },
  },
  {
    details: place(
      "Bouwbedrijf Hoekstra",
      "B.V.",
      "De Hemmen 7",
      "9206 AG",
      "Drachten",
      "administratie@hoekstra-bouw.example",
    ),
    manager: "Jelle Hoekstra",
    people: 27,
    departments: ["Uitvoering", "Werkvoorbereiding", "Kantoor"],
    licence: "standard",
    second: { product: "drawing", every: 5 },
    spare: 3,
    joiners: [12],
    leavers: [49],
    contract: {
      name: "Werkplekbeheer",
      startedMonthsAgo: 22,
      termMonths: 24,
      noticeMonths: 1,
      seatMinor: 4600,
      fixedMinor: 15_500,
      costs: { ...costs, licence: 1090 },
      minimum: 25,
      words: dutch,
    },
  },
  {
    details: {
      ...place(
        "Müller Elektrotechnik",
        "GmbH",
        "Hafenweg 22",
        "48155",
        "Münster",
        "buchhaltung@mueller-elektro.example",
      ),
      country: "DE",
      zone: "Europe/Berlin",
      locale: "de",
      vatNumber: "DE811569869",
      vatStatus: "valid",
    },
    manager: "Katrin Müller",
    people: 22,
    departments: ["Werkstatt", "Montage", "Büro"],
    licence: "premium",
    spare: 1,
    joiners: [55],
    leavers: [],
    contract: {
      name: "IT-Betreuung",
      startedMonthsAgo: 11,
      termMonths: 12,
      noticeMonths: 1,
      seatMinor: 5200,
      fixedMinor: 19_000,
      costs,
      indexed: true,
      words: german,
    },
  },
  {
    details: {
      ...place(
        "BrightLabs",
        "B.V.",
        "Science Park 400",
        "1098 XH",
        "Amsterdam",
        "finance@brightlabs.example",
      ),
      locale: "en",
    },
    manager: "Aisha Okafor",
    people: 15,
    departments: ["Research", "Product", "Office"],
    licence: "premium",
    second: { product: "creative", every: 6 },
    spare: 0,
    joiners: [18, 64],
    leavers: [],
    contract: {
      name: "Managed workplace",
      startedMonthsAgo: 6,
      termMonths: 12,
      noticeMonths: 2,
      seatMinor: 6100,
      fixedMinor: 12_000,
      costs,
      words: english,
    },
  },
  {
    details: place(
      "Tandartspraktijk Glimlach",
      "B.V.",
      "Lindelaan 5",
      "2282 EC",
      "Rijswijk",
      "praktijk@glimlach.example",
    ),
    manager: "Sanne Kuiper",
    people: 9,
    departments: ["Praktijk"],
    licence: "standard",
    spare: 1,
    joiners: [],
    leavers: [],
    hours: {
      minutes: 600,
      pricePerHourMinor: 9500,
      daysAgo: 80,
      work: [
        [72, 90, "Behandelstoel 2 vindt de röntgenserver niet"],
        [41, 60, "Nieuwe kaartlezer"],
        [13, 75, "Agenda loopt traag"],
      ],
    },
  },
  {
    details: place(
      "Eetcafé De Haven",
      "V.O.F.",
      "Haven 31",
      "1671 ES",
      "Medemblik",
      "info@dehaven-eetcafe.example",
    ),
    manager: "Wouter Zijlstra",
    people: 5,
    departments: ["Bediening"],
    licence: null,
    spare: 0,
    joiners: [],
    leavers: [],
    hours: {
      minutes: 600,
      pricePerHourMinor: 9500,
      daysAgo: 150,
      work: [
        [140, 240, "Kassa’s vervangen"],
        [60, 180, "Gastennetwerk in de tuin"],
        [20, 120, "Kassa start niet op"],
      ],
    },
  },
];

function place(
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
