import { Link, StyleSheet, View } from "@react-pdf/renderer";

import { PaperTableHead, paperTableRows, type PaperColumn } from "#app/platform/pdf/paper-table.server.tsx";
import {
  accentOf,
  ink,
  Lines,
  paper,
  PaperCode,
  PaperHead,
  PaperHeading,
  paperStyles,
  smallSize,
  type PaperElement,
} from "#app/platform/pdf/paper.server.tsx";
import type { PaperFrame, PaperSender } from "#app/platform/pdf/papers.ts";
import { Words } from "#app/platform/pdf/words.server.tsx";

import { StripPaper, type StripPaperProps } from "./strip-paper.server.tsx";

declare module "#app/platform/pdf/papers.ts" {
  interface Papers {
    statement: StatementPaperProps;
  }
}

/** All that a statement's paper shows, in words. */
export interface StatementPaperProps {
  frame: PaperFrame;
  sender: PaperSender;
  receiverLines: string[];
  heading: string;
  period: string;
  /** Which part of how many, where there are several. */
  partNote: string | null;
  sums: { word: string; value: string; minutes: string; total: boolean }[];
  sumsNote: string;
  proof: StatementProofProps | null;
  /** The hours as they stood at the end; on the first part alone, and not before the first block. */
  card: StripPaperProps | null;
  columns: Record<"days" | "what" | "value" | "change" | "balance", string[]>;
  rows: StatementRow[];
  /** What the paper leaves out, where it does. */
  leftOut: string | null;
}

interface StatementProofProps {
  title: string;
  reference: string[];
  code: string[];
  text: string;
  url: string;
  shownUrl: string;
  hash: string[];
  issued: string;
}

export interface StatementRow {
  days: string[];
  title: string;
  detail: string;
  value: string;
  change: string;
  balance: string;
}

const look = StyleSheet.create({
  sums: { flexDirection: "row", gap: 28, marginTop: 14, marginBottom: 18 },
  sum: { flexDirection: "row", justifyContent: "space-between", paddingVertical: 2.5 },
  total: { borderTopWidth: 0.75, borderTopColor: ink.text, fontWeight: 600, marginTop: 2, paddingTop: 4 },
  number: { width: 68, textAlign: "right" },
  proof: { width: 190, backgroundColor: ink.sunk, borderRadius: 8, padding: 10 },
});

/** A statement as a document on A4: sums and proof first, then line by line. */
export function statementPaper(props: StatementPaperProps): PaperElement {
  const columns = columnsOf(props.columns);
  const rows = props.rows.map(({ days, title, detail, value, change, balance }) => [
    { lines: days, mutedRest: true },
    { lines: [title, detail], boldFirst: true, mutedRest: true },
    { lines: [value] },
    { lines: [change] },
    { lines: [balance] },
  ]);
  return paper({
    frame: props.frame,
    repeated: rows.length > 0 ? <PaperTableHead columns={columns} /> : null,
    children: (
      <>
        <Head {...props} />
        {props.card && <StripPaper {...props.card} accent={accentOf(props.sender)} />}
        {rows.length > 0 && <PaperTableHead columns={columns} />}
        {paperTableRows(columns, rows)}
        {props.leftOut !== null && <Words style={{ marginTop: 8 }}>{props.leftOut}</Words>}
      </>
    ),
  });
}

function columnsOf({ days, what, value, change, balance }: StatementPaperProps["columns"]): PaperColumn[] {
  return [
    { head: days, width: 62 },
    { head: what, width: null },
    { head: value, width: 64, numbers: true },
    { head: change, width: 62, numbers: true },
    { head: balance, width: 62, numbers: true },
  ];
}

function Head({
  sender,
  receiverLines,
  heading,
  period,
  partNote,
  sums,
  sumsNote,
  proof,
}: StatementPaperProps) {
  return (
    <>
      <PaperHead sender={sender} receiverLines={receiverLines} />
      <PaperHeading>{heading}</PaperHeading>
      <Words size={11} style={{ marginTop: 2 }}>
        {period}
      </Words>
      {partNote !== null && <Words style={{ marginTop: 4 }}>{partNote}</Words>}
      <View style={look.sums}>
        <View style={{ flexGrow: 1, flexShrink: 1, flexBasis: 0 }}>
          {sums.map((sum) => (
            <Sum key={sum.word} {...sum} />
          ))}
          <Words size={smallSize} style={[paperStyles.muted, { marginTop: 6 }]}>
            {sumsNote}
          </Words>
        </View>
        {proof && <Proof {...proof} accent={accentOf(sender)} />}
      </View>
    </>
  );
}

function Sum({ word, value, minutes, total }: StatementPaperProps["sums"][number]) {
  return (
    <View style={total ? [look.sum, look.total] : look.sum}>
      <Words style={{ flexGrow: 1, flexShrink: 1, flexBasis: 0 }}>{word}</Words>
      <Words style={look.number}>{value}</Words>
      <Words style={look.number}>{minutes}</Words>
    </View>
  );
}

function Proof({
  title,
  reference,
  code,
  text,
  url,
  shownUrl,
  hash,
  issued,
  accent,
}: StatementProofProps & { accent: string }) {
  return (
    <View style={look.proof}>
      <View style={{ flexDirection: "row", justifyContent: "space-between" }}>
        <View style={{ width: 108 }}>
          <Words size={smallSize} style={paperStyles.strong}>
            {title}
          </Words>
          <View style={{ marginTop: 4 }}>
            <Lines lines={reference} size={smallSize} />
          </View>
          <View style={{ marginTop: 4 }}>
            <Lines lines={code} size={smallSize} />
          </View>
        </View>
        <PaperCode text={url} size={58} />
      </View>
      <Words size={smallSize} style={{ marginTop: 6 }}>
        {text}
      </Words>
      <Link src={url} style={{ color: accent, marginTop: 3 }}>
        <Words size={smallSize}>{shownUrl}</Words>
      </Link>
      <View style={{ marginTop: 4 }}>
        <Lines lines={hash} size={6} style={paperStyles.muted} />
      </View>
      <Words size={smallSize} style={[paperStyles.muted, { marginTop: 4 }]}>
        {issued}
      </Words>
    </View>
  );
}
