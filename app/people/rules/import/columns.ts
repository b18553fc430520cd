import type { ColumnSpec } from "#app/platform/csv-table.ts";

/** What a file can hold: one kind of row a file. */
export const importKinds = ["people", "seats", "licences", "assignments", "devices"] as const;
export type ImportKind = (typeof importKinds)[number];

const columnIds = [
  "name",
  "email",
  "department",
  "location",
  "joined",
  "left",
  "person",
  "seatType",
  "from",
  "until",
  "vendor",
  "sku",
  "product",
  "term",
  "price",
  "cost",
  "quantity",
  "termEnds",
  "mailbox",
  "kind",
  "serial",
  "os",
  "warranty",
  "inScope",
  "onStandard",
] as const;
export type ImportColumn = (typeof columnIds)[number];

/** What heads a column in a file that we write, and what else people call it. */
type Heads = { nl: string; de: string; en: string; also?: readonly string[] };

const heads: Record<ImportColumn, Heads> = {
  name: { nl: "naam", de: "Name", en: "name", also: ["display name", "weergavenaam", "Anzeigename"] },
  email: { nl: "e-mailadres", de: "E-Mail-Adresse", en: "email", also: ["e-mail", "mail", "email address"] },
  department: { nl: "afdeling", de: "Abteilung", en: "department" },
  location: { nl: "locatie", de: "Standort", en: "location", also: ["vestiging", "office"] },
  joined: { nl: "in dienst", de: "Eintritt", en: "joined", also: ["start date", "startdatum", "hire date"] },
  left: { nl: "laatste dag", de: "letzter Tag", en: "last day", also: ["uit dienst", "Austritt", "left"] },
  person: { nl: "medewerker", de: "Mitarbeiter/in", en: "person", also: ["employee", "Mitarbeiter"] },
  seatType: { nl: "soort werkplek", de: "Art des Arbeitsplatzes", en: "seat type", also: ["type"] },
  from: { nl: "vanaf", de: "ab", en: "from", also: ["since", "sinds", "seit", "startdatum", "start date"] },
  until: {
    nl: "t/m",
    de: "bis",
    en: "until",
    also: ["tot en met", "laatste dag", "letzter Tag", "last day"],
  },
  vendor: { nl: "leverancier", de: "Anbieter", en: "vendor", also: ["Hersteller"] },
  sku: { nl: "artikelnummer", de: "Artikelnummer", en: "SKU" },
  product: { nl: "product", de: "Produkt", en: "product" },
  term: { nl: "looptijd in maanden", de: "Laufzeit in Monaten", en: "term in months", also: ["term"] },
  price: {
    nl: "prijs per maand",
    de: "Preis pro Monat",
    en: "price per month",
    also: ["price", "prijs", "Preis"],
  },
  cost: {
    nl: "kosten per maand",
    de: "Kosten pro Monat",
    en: "cost per month",
    also: ["cost", "kosten", "Kosten"],
  },
  quantity: { nl: "aantal", de: "Anzahl", en: "quantity", also: ["Menge"] },
  termEnds: { nl: "einde looptijd", de: "Ende der Laufzeit", en: "term ends" },
  mailbox: {
    nl: "gedeeld postvak",
    de: "freigegebenes Postfach",
    en: "shared mailbox",
    also: ["mailbox", "Postfach"],
  },
  kind: { nl: "soort", de: "Art", en: "kind", also: ["type"] },
  serial: { nl: "serienummer", de: "Seriennummer", en: "serial number", also: ["serial"] },
  os: { nl: "besturingssysteem", de: "Betriebssystem", en: "operating system", also: ["OS"] },
  warranty: { nl: "garantie tot", de: "Garantie bis", en: "warranty until" },
  inScope: { nl: "in contract", de: "im Vertrag", en: "in scope" },
  onStandard: { nl: "standaard", de: "Standard", en: "on standard" },
};

const kinds: Record<ImportKind, { required: readonly ImportColumn[]; optional: readonly ImportColumn[] }> = {
  people: { required: ["name", "joined"], optional: ["email", "department", "location", "left"] },
  seats: { required: ["person", "seatType", "from"], optional: ["until"] },
  licences: {
    required: ["sku", "quantity", "from"],
    optional: ["vendor", "product", "term", "price", "cost", "termEnds"],
  },
  assignments: { required: ["sku", "from"], optional: ["term", "person", "mailbox", "until"] },
  devices: {
    required: ["name", "kind", "from", "inScope", "onStandard"],
    optional: ["serial", "os", "warranty", "until", "person"],
  },
};

/** The columns of a kind of file, in the order in which we write them. */
export function columnsOf(kind: ImportKind): ColumnSpec<ImportColumn>[] {
  const { required, optional } = kinds[kind];
  return columnIds
    .filter((column) => required.includes(column) || optional.includes(column))
    .map((column) => {
      const { nl, de, en, also = [] } = heads[column];
      return { column, names: [nl, de, en, ...also], required: required.includes(column) };
    });
}

/** What heads a column in a language. */
export function headOf(column: ImportColumn, locale: "nl" | "de" | "en"): string {
  return heads[column][locale];
}

/** The column of a name of ours; null for any other text. */
export function columnNamed(text: string): ImportColumn | null {
  return columnIds.find((column) => column === text) ?? null;
}
