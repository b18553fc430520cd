import { movementKinds, type Statement, type StatementLine } from "#app/hours/rules/statement.ts";
import { blockName } from "#app/hours/adjustments/block-name.ts";
import { stripSummary } from "#app/hours/components/strip-summary.ts";
import { cutBlocks, cutOwed, type StripLot } from "#app/hours/rules/strips.ts";
import type { StatementPaperProps, StatementRow } from "#app/hours/statement/statement-paper.server.tsx";
import {
  formatDay,
  formatInstant,
  formatMinutes,
  formatNumber,
  signedMinutes,
  signedMoney,
} from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale } from "#app/platform/i18n/locale.ts";

import type { StatementSnapshot } from "./statement-snapshot.ts";
import {
  arithmetic,
  blocksWords,
  isWork,
  lineFacts,
  lineTitle,
  movementWord,
  periodWords,
  shortHash,
  shownReference,
} from "./words.ts";

/** All that a statement's paper says, before it is put into words; the logo as a data URI. */
export type StatementPaperData = StatementSnapshot & {
  part: number;
  reference: string;
  issuedAt: Date;
  checkUrl: string;
};

/** A statement's paper in the words of the request's language, as it is sent to the worker thread. */
export function statementPaperProps(data: StatementPaperData): StatementPaperProps {
  const { statement, client, msp, part, parts } = data;
  const whole = m.statement_paper_title({ client: client.name, period: periodWords(statement.period) });
  const title = parts === 1 ? whole : `${whole}, ${m.statement_part_of({ part, parts })}`;
  return {
    frame: {
      title,
      author: msp.legalName,
      creator: m.app_name(),
      language: getLocale(),
      at: data.issuedAt,
      foot: `${m.statement_reference()} ${shownReference(data.reference)} · ${title}`,
      pageOf: m.pdf_page_of({ page: "{page}", pages: "{pages}" }),
    },
    sender: {
      name: msp.name,
      logo: msp.logo,
      addressLines: [msp.legalName, ...msp.address, msp.phone ?? "", msp.email].filter(Boolean),
      bankLines: msp.bank,
      colour: msp.colour ?? null,
    },
    receiverLines: [client.name, ...client.address].filter(Boolean),
    heading: m.statement_title(),
    period: periodWords(statement.period),
    partNote: parts > 1 ? m.statement_paper_part({ part, parts }) : null,
    sums: sumsOf(statement),
    sumsNote: m.statement_value_note(),
    proof: proofOf(data),
    card: part === 1 ? cardOf(data) : null,
    columns: {
      days: [m.statement_col_recorded(), m.statement_col_worked()],
      what: [m.statement_col_what()],
      value: [m.statement_col_value()],
      change: [m.statement_col_change()],
      balance: [m.statement_col_balance()],
    },
    rows: data.lines.map((line) => rowOf(line, statement.currency)),
    leftOut: data.linesLeftOut > 0 ? m.statement_paper_left_out({ count: data.linesLeftOut }) : null,
  };
}

function sumsOf(statement: Statement): StatementPaperProps["sums"] {
  const movements = movementKinds
    .map((kind) => ({ kind, ...statement.movements[kind] }))
    .filter(({ minutes, valueMinor }) => minutes !== 0 || valueMinor !== 0)
    .map(({ kind, minutes, valueMinor }) => ({
      word: movementWord(kind),
      value: valueMinor === 0 ? "" : signedMoney(valueMinor, statement.currency),
      minutes: signedMinutes(minutes),
      total: false,
    }));
  const balance = (word: string, minutes: number, total: boolean) => ({
    word,
    value: "",
    minutes: formatMinutes(minutes),
    total,
  });
  return [
    balance(m.statement_opening(), statement.openingMinutes, false),
    ...movements,
    balance(m.statement_closing(), statement.closingMinutes, true),
  ];
}

function cardOf({ blocks, statement }: StatementPaperData): StatementPaperProps["card"] {
  const lots = blocks.map((block): StripLot => ({
    label: blockName(block),
    totalMinutes: block.used + block.expired + block.remaining,
    usedReactiveMinutes: block.used - block.usedProactive,
    usedProactiveMinutes: block.usedProactive,
    pendingMinutes: 0,
    remainingMinutes: block.remaining,
    expiredMinutes: block.expired,
    expiresSoon: block.expiresSoon,
  }));
  const [block, ...others] = cutBlocks(lots);
  if (!block) return null;
  const owedMinutes = Math.max(0, -statement.closingMinutes);
  return {
    title: m.statement_card({ day: formatDay(statement.period.until) }),
    summary: `${stripSummary(lots, owedMinutes)}.`,
    block,
    owed: cutOwed(owedMinutes, block.stripMinutes),
    unit:
      block.stripMinutes > 60 ? m.hours_strip_unit({ hours: formatNumber(block.stripMinutes / 60) }) : null,
    others: others.map(({ label, remainingMinutes }) => ({
      word: label,
      minutes: formatMinutes(remainingMinutes),
    })),
  };
}

function proofOf(data: StatementPaperData): StatementPaperProps["proof"] {
  const { head } = data.statement;
  if (head === null) return null;
  return {
    title: m.statement_proof_title(),
    reference: [m.statement_reference(), shownReference(data.reference)],
    code: [m.statement_code(), shortHash(head.hash)],
    text: m.statement_proof_text({ seq: head.seq }),
    url: data.checkUrl,
    shownUrl: data.checkUrl.split("?")[0] ?? data.checkUrl,
    hash: head.hash.match(/.{32}/g) ?? [],
    issued: m.statement_issued({ at: formatInstant(data.issuedAt, data.zone) }),
  };
}

function rowOf(line: StatementLine, currency: string): StatementRow {
  const days = isWork(line) ? [line.recordedOn, line.workedOn] : [line.recordedOn];
  return {
    days: days.map((day) => formatDay(day, "medium")),
    title: lineTitle(line),
    detail: [...lineFacts(line), arithmetic(line), blocksWords(line, currency)].filter(Boolean).join(" · "),
    value: line.valueMinor === 0 ? "" : signedMoney(line.valueMinor, currency),
    change: signedMinutes(line.changeMinutes),
    balance: formatMinutes(line.balanceMinutes),
  };
}
