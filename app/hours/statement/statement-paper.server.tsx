import { Link, StyleSheet, Text, View } from "@react-pdf/renderer";

import { movementKinds, type Statement, type StatementLine } from "#app/hours/rules/statement.ts";
import { formatDay, formatInstant, formatMinutes, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import {
  ink,
  paper,
  PaperCode,
  PaperMark,
  paperStyles,
  type PaperElement,
} from "#app/platform/pdf/paper.server.tsx";

import { sheetsOf } from "./sheets.ts";
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
  signedMinutes,
} from "./words.ts";

/** All that a statement's paper shows. */
export type StatementPaperData = {
  statement: Statement;
  lines: StatementLine[];
  part: number;
  parts: number;
  linesLeftOut: number;
  reference: string;
  issuedAt: Date;
  zone: string;
  checkUrl: string;
  client: { name: string; address: string[] };
  msp: { name: string; legalName: string; address: string[]; email: string };
};

const look = StyleSheet.create({
  head: { flexDirection: "row", justifyContent: "space-between", marginBottom: 22 },
  brand: { flexDirection: "row", alignItems: "center", gap: 7, marginBottom: 3 },
  sums: { flexDirection: "row", gap: 28, marginTop: 14, marginBottom: 18 },
  sum: { flexDirection: "row", justifyContent: "space-between", paddingVertical: 2.5 },
  total: { borderTopWidth: 0.75, borderTopColor: ink.text, fontWeight: 600, marginTop: 2, paddingTop: 4 },
  proof: { width: 190, backgroundColor: "#f7f4ee", borderRadius: 8, padding: 10, fontSize: 7.5 },
  days: { width: 62 },
  what: { flexGrow: 1, flexShrink: 1, flexBasis: 0, paddingRight: 8 },
  number: { width: 62, textAlign: "right" },
});

/** A statement as a document on A4: sums and proof first, then line by line. */
export function statementPaper(data: StatementPaperData): PaperElement {
  const whole = m.statement_paper_title({
    client: data.client.name,
    period: periodWords(data.statement.period),
  });
  const title =
    data.parts === 1 ? whole : `${whole}, ${m.statement_part_of({ part: data.part, parts: data.parts })}`;
  const sheets = sheetsOf(data.lines, (line) => heightOf(line));
  return paper({
    title,
    author: data.msp.legalName,
    at: data.issuedAt,
    foot: `${m.statement_reference()} ${shownReference(data.reference)} · ${title}`,
    sheets: sheets.map((lines, index) => (
      <>
        {index === 0 && <FirstSheet data={data} />}
        {lines.length > 0 && <Lines lines={lines} currency={data.statement.currency} />}
        {index === sheets.length - 1 && data.linesLeftOut > 0 && (
          <Text style={{ marginTop: 8 }}>{m.statement_paper_left_out({ count: data.linesLeftOut })}</Text>
        )}
      </>
    )),
  });
}

function FirstSheet({ data }: { data: StatementPaperData }) {
  const { statement, client, msp } = data;
  return (
    <>
      <View style={look.head}>
        <View>
          <View style={look.brand}>
            <PaperMark />
            <Text style={{ ...paperStyles.strong, fontSize: 12 }}>{msp.name}</Text>
          </View>
          <Text style={paperStyles.muted}>
            {[msp.legalName, ...msp.address, msp.email].filter(Boolean).join("\n")}
          </Text>
        </View>
        <Text style={{ textAlign: "right" }}>
          {[client.name, ...client.address].filter(Boolean).join("\n")}
        </Text>
      </View>
      <Text style={paperStyles.heading}>{m.statement_title()}</Text>
      <Text style={{ fontSize: 11, marginTop: 2 }}>{periodWords(statement.period)}</Text>
      {data.parts > 1 && (
        <Text style={{ marginTop: 4 }}>{m.statement_paper_part({ part: data.part, parts: data.parts })}</Text>
      )}
      <View style={look.sums}>
        <Sums statement={statement} />
        <Proof data={data} />
      </View>
    </>
  );
}

function Sums({ statement }: { statement: Statement }) {
  return (
    <View style={{ flexGrow: 1 }}>
      <Sum word={m.statement_opening()} minutes={formatMinutes(statement.openingMinutes)} />
      {movementKinds.map((kind) => {
        const { minutes, valueMinor } = statement.movements[kind];
        if (minutes === 0 && valueMinor === 0) return null;
        return (
          <Sum
            key={kind}
            word={movementWord(kind)}
            minutes={signedMinutes(minutes)}
            value={valueMinor === 0 ? "" : formatMoney(valueMinor, statement.currency)}
          />
        );
      })}
      <Sum word={m.statement_closing()} minutes={formatMinutes(statement.closingMinutes)} total />
      <Text style={{ ...paperStyles.muted, fontSize: 7.5, marginTop: 6 }}>{m.statement_value_note()}</Text>
    </View>
  );
}

function Sum({
  word,
  minutes,
  value = "",
  total = false,
}: {
  word: string;
  minutes: string;
  value?: string;
  total?: boolean;
}) {
  return (
    <View style={total ? [look.sum, look.total] : look.sum}>
      <Text style={{ flexGrow: 1 }}>{word}</Text>
      <Text style={look.number}>{value}</Text>
      <Text style={look.number}>{minutes}</Text>
    </View>
  );
}

function Proof({ data: { statement, reference, issuedAt, zone, checkUrl } }: { data: StatementPaperData }) {
  if (statement.head === null) return null;
  return (
    <View style={look.proof}>
      <View style={{ flexDirection: "row", justifyContent: "space-between" }}>
        <View style={{ width: 108 }}>
          <Text style={paperStyles.strong}>{m.statement_proof_title()}</Text>
          <Text style={{ marginTop: 4 }}>{`${m.statement_reference()}\n${shownReference(reference)}`}</Text>
          <Text style={{ marginTop: 4 }}>{`${m.statement_code()}\n${shortHash(statement.head.hash)}`}</Text>
        </View>
        <PaperCode text={checkUrl} size={58} />
      </View>
      <Text style={{ marginTop: 6 }}>{m.statement_proof_text({ seq: statement.head.seq })}</Text>
      <Link src={checkUrl} style={{ color: ink.petrol, marginTop: 3 }}>
        {checkUrl.split("?")[0] ?? checkUrl}
      </Link>
      <Text style={{ ...paperStyles.muted, fontSize: 6, marginTop: 4 }}>
        {(statement.head.hash.match(/.{32}/g) ?? []).join("\n")}
      </Text>
      <Text style={{ ...paperStyles.muted, marginTop: 4 }}>
        {m.statement_issued({ at: formatInstant(issuedAt, zone) })}
      </Text>
    </View>
  );
}

function Lines({ lines, currency }: { lines: StatementLine[]; currency: string }) {
  return (
    <View>
      <View style={[paperStyles.row, paperStyles.muted, { fontSize: 7.5 }]}>
        <Text style={look.days}>{`${m.statement_col_recorded()}\n${m.statement_col_worked()}`}</Text>
        <Text style={look.what}>{m.statement_col_what()}</Text>
        <Text style={look.number}>{m.statement_col_value()}</Text>
        <Text style={look.number}>{m.statement_col_change()}</Text>
        <Text style={look.number}>{m.statement_col_balance()}</Text>
      </View>
      {lines.map((line) => (
        <View key={line.seq} style={paperStyles.row} wrap={false}>
          <Text style={look.days}>
            {formatDay(line.recordedOn, "medium")}
            {isWork(line) && (
              <Text style={paperStyles.muted}>{`\n${formatDay(line.workedOn, "medium")}`}</Text>
            )}
          </Text>
          <Text style={look.what}>
            <Text style={paperStyles.strong}>{lineTitle(line)}</Text>
            <Text style={paperStyles.muted}>{`\n${detailOf(line, currency)}`}</Text>
          </Text>
          <Text style={look.number}>
            {line.valueMinor === 0 ? "" : formatMoney(line.valueMinor, currency)}
          </Text>
          <Text style={look.number}>{signedMinutes(line.changeMinutes)}</Text>
          <Text style={look.number}>{formatMinutes(line.balanceMinutes)}</Text>
        </View>
      ))}
    </View>
  );
}

/** What stands under a line's title; our typefaces have no arrow, so a step is marked by an angle. */
function detailOf(line: StatementLine, currency: string): string {
  return [...lineFacts(line), arithmetic(line).replaceAll("→", "›"), blocksWords(line, currency)]
    .filter(Boolean)
    .join(" · ");
}

/** About how high a line becomes, in points: by the letters that fit beside the numbers. */
function heightOf(line: StatementLine): number {
  const rows = Math.ceil(lineTitle(line).length / 46) + Math.ceil(detailOf(line, "EUR").length / 50);
  return Math.max(2, rows) * 12.2 + 9;
}
