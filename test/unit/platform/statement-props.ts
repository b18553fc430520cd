import { cutBlocks, cutOwed } from "#app/hours/rules/strips.ts";
import type { StatementPaperProps, StatementRow } from "#app/hours/statement/statement-paper.server.tsx";

/** A statement's paper in words, ready to be laid out, with what the test is about. */
export function statementProps(about: Partial<StatementPaperProps> = {}): StatementPaperProps {
  return {
    frame: {
      title: "Afschrift",
      author: "Helder IT B.V.",
      creator: "Tegoed",
      language: "nl",
      at: new Date("2026-11-22T10:00:00Z"),
      foot: "Kenmerk 7KQ2M-X9D4B",
      pageOf: "Blad {page} van {pages}",
    },
    sender: { name: "Helder IT", logo: null, colour: null, addressLines: ["Keizersgracht 1"], bankLines: [] },
    receiverLines: ["Bakkerij Jansen"],
    heading: "Afschrift van je uren",
    period: "november 2026",
    partNote: null,
    sums: [{ word: "Eindsaldo", value: "", minutes: "9 u 15", total: true }],
    sumsNote: "Waarde zonder btw.",
    proof: null,
    card: null,
    columns: {
      days: ["Geboekt", "Gewerkt"],
      what: ["Wat"],
      value: ["Waarde"],
      change: ["Mutatie"],
      balance: ["Saldo"],
    },
    rows: [],
    leftOut: null,
    ...about,
  };
}

/** A line of a statement's paper. */
export function statementRow(about: Partial<StatementRow> = {}): StatementRow {
  return {
    days: ["1 nov 2026", "2 nov 2026"],
    title: "#1 Printer",
    detail: "Daan · 0 u 13 › min. 0 u 15",
    value: "€ −23,75",
    change: "−0 u 15",
    balance: "9 u 15",
    ...about,
  };
}

/** A card of two blocks, the first one used in part. */
export function stripCard(): StatementPaperProps["card"] {
  const lot = (label: string, used: number, remainingMinutes: number) => ({
    label,
    totalMinutes: used + remainingMinutes,
    usedReactiveMinutes: used / 2,
    usedProactiveMinutes: used / 2,
    pendingMinutes: 0,
    remainingMinutes,
    expiredMinutes: 0,
  });
  const [block] = cutBlocks([lot("Blok 1 · 10 u", 380, 220)]);
  if (!block) return null;
  return {
    title: "Uren op 30 november 2026",
    summary: "3 uur 40 minuten over.",
    block,
    owed: cutOwed(0),
    unit: null,
    others: [{ word: "Blok 2 · 5 u", minutes: "5 u 00" }],
  };
}
