import type { ColumnSpec } from "#app/platform/csv-table.ts";

const columnIds = [
  "contract",
  "kind",
  "starts",
  "ends",
  "term",
  "renewal",
  "renewalMonths",
  "notice",
  "line",
  "counts",
  "type",
  "price",
  "mode",
  "quantity",
  "minimum",
  "included",
  "rule",
  "day",
  "licence",
  "monitoring",
  "security",
  "outsourcing",
  "other",
] as const;
export type ContractColumn = (typeof columnIds)[number];

/** What heads a column in a file that we write, and what else people call it. */
type Heads = { nl: string; de: string; en: string; also?: readonly string[] };

const heads: Record<ContractColumn, Heads> = {
  contract: { nl: "contract", de: "Vertrag", en: "contract", also: ["naam", "Name", "name"] },
  kind: { nl: "soort", de: "Art", en: "kind" },
  starts: { nl: "begint op", de: "Beginn", en: "starts on", also: ["vanaf", "ab", "from", "start date"] },
  ends: { nl: "eindigt op", de: "Ende", en: "ends on", also: ["t/m", "bis", "until", "end date"] },
  term: { nl: "looptijd in maanden", de: "Laufzeit in Monaten", en: "term in months" },
  renewal: { nl: "verlenging", de: "Verlängerung", en: "renewal" },
  renewalMonths: { nl: "verlenging in maanden", de: "Verlängerung in Monaten", en: "renewal in months" },
  notice: { nl: "opzegtermijn in maanden", de: "Kündigungsfrist in Monaten", en: "notice in months" },
  line: { nl: "regel", de: "Position", en: "line", also: ["omschrijving", "Bezeichnung", "description"] },
  counts: { nl: "telt", de: "zählt", en: "counts" },
  type: { nl: "type", de: "Typ", en: "type" },
  price: { nl: "prijs", de: "Preis", en: "price" },
  mode: { nl: "prijsvorm", de: "Preisform", en: "pricing" },
  quantity: { nl: "aantal", de: "Anzahl", en: "quantity", also: ["Menge"] },
  minimum: { nl: "minimum", de: "Minimum", en: "minimum" },
  included: { nl: "inbegrepen", de: "inbegriffen", en: "included" },
  rule: { nl: "telregel", de: "Zählregel", en: "counting rule" },
  day: { nl: "teldag", de: "Zähltag", en: "counting day" },
  licence: { nl: "kosten licentie", de: "Kosten Lizenz", en: "licence cost" },
  monitoring: { nl: "kosten monitoring", de: "Kosten Überwachung", en: "monitoring cost" },
  security: { nl: "kosten beveiliging", de: "Kosten Sicherheit", en: "security cost" },
  outsourcing: { nl: "kosten uitbesteding", de: "Kosten Fremdleistung", en: "outsourcing cost" },
  other: { nl: "overige kosten", de: "sonstige Kosten", en: "other cost" },
};

const required: readonly ContractColumn[] = ["contract", "starts", "line", "counts", "price"];

/** The columns of a file of contracts, one price line a line, in the order in which we write them. */
export const contractColumns: readonly ColumnSpec<ContractColumn>[] = columnIds.map((column) => {
  const { nl, de, en, also = [] } = heads[column];
  return { column, names: [nl, de, en, ...also], required: required.includes(column) };
});

/** What heads a column in a language. */
export function contractHead(column: ContractColumn, locale: "nl" | "de" | "en"): string {
  return heads[column][locale];
}

/** The column of a name of ours; null for any other text. */
export function contractColumnNamed(text: string): ContractColumn | null {
  return columnIds.find((column) => column === text) ?? null;
}
