import { StyleSheet, Text, View } from "@react-pdf/renderer";

import type { Block, Inline } from "#app/agreements/rules/document.ts";
import { textFamily } from "#app/platform/pdf/fonts.server.ts";
import { PaperTableHead, paperTableRows, type PaperColumn } from "#app/platform/pdf/paper-table.server.tsx";
import {
  ink,
  Lines,
  paper,
  PaperHeading,
  paperStyles,
  smallSize,
  type PaperElement,
} from "#app/platform/pdf/paper.server.tsx";
import type { PaperFrame } from "#app/platform/pdf/papers.ts";
import { Words } from "#app/platform/pdf/words.server.tsx";

declare module "#app/platform/pdf/papers.ts" {
  interface Papers {
    agreement: AgreementPaperProps;
    "agreement-evidence": EvidencePaperProps;
  }
}

/** All that an agreement's paper shows, in words. */
export interface AgreementPaperProps {
  frame: PaperFrame;
  heading: string;
  numberLine: string;
  parties: { word: string; name: string; lines: string[] }[];
  clauses: { heading: string; blocks: Block[] }[];
  signersWord: string;
  signers: { name: string; detail: string }[];
  note: string;
}

/** All that the sheet of evidence shows, in words. */
export interface EvidencePaperProps {
  frame: PaperFrame;
  heading: string;
  intro: string;
  facts: { term: string; value: string }[];
  signaturesWord: string;
  signatures: { name: string; lines: string[] }[];
  eventsWord: string;
  columns: { at: string; what: string };
  events: { at: string; title: string; detail: string }[];
  note: string;
}

const look = StyleSheet.create({
  parties: { flexDirection: "row", gap: 24, marginTop: 16, marginBottom: 8 },
  party: { flexGrow: 1, flexShrink: 1, flexBasis: 0 },
  clause: { marginTop: 12 },
  item: { flexDirection: "row", marginTop: 2 },
  mark: { width: 16 },
  rest: { flexGrow: 1, flexShrink: 1, flexBasis: 0 },
  tableRow: {
    flexDirection: "row",
    borderBottomWidth: 0.75,
    borderBottomColor: ink.line,
    paddingVertical: 3,
  },
  signer: { marginTop: 6 },
  fact: { flexDirection: "row", paddingVertical: 2 },
  term: { width: 142, color: ink.muted },
});

/** Text on which agreements are set, in points. */
const bodySize = 9.5;

/** An agreement as a document on A4: parties, clauses, and who signs. */
export function agreementPaper(props: AgreementPaperProps): PaperElement {
  return paper({
    frame: props.frame,
    children: (
      <>
        <PaperHeading>{props.heading}</PaperHeading>
        <Words style={[paperStyles.muted, { marginTop: 2 }]}>{props.numberLine}</Words>
        <View style={look.parties}>
          {props.parties.map((party) => (
            <View key={party.word} style={look.party}>
              <Words size={smallSize} style={paperStyles.muted}>
                {party.word}
              </Words>
              <Words style={paperStyles.strong}>{party.name}</Words>
              <Lines lines={party.lines} />
            </View>
          ))}
        </View>
        {props.clauses.map((clause) => (
          <View key={clause.heading} style={look.clause}>
            <View wrap={false} minPresenceAhead={40}>
              <Words size={11} style={paperStyles.strong}>
                {clause.heading}
              </Words>
            </View>
            {clause.blocks.map((block, at) => (
              <PaperBlock key={at} block={block} />
            ))}
          </View>
        ))}
        <View style={look.clause} wrap={false}>
          <Words size={11} style={paperStyles.strong}>
            {props.signersWord}
          </Words>
          {props.signers.map((signer) => (
            <View key={`${signer.name} ${signer.detail}`} style={look.signer}>
              <Words style={paperStyles.strong}>{signer.name}</Words>
              <Words style={paperStyles.muted}>{signer.detail}</Words>
            </View>
          ))}
          <Words size={smallSize} style={[paperStyles.muted, { marginTop: 10 }]}>
            {props.note}
          </Words>
        </View>
      </>
    ),
  });
}

function PaperBlock({ block }: { block: Block }) {
  if (block.kind === "paragraph") return <Inlines of={block.of} style={{ marginTop: 4 }} />;
  if (block.kind === "list")
    return (
      <View style={{ marginTop: 3 }}>
        {block.items.map((item, at) => (
          <View key={at} style={look.item}>
            <Words size={bodySize} style={look.mark}>
              {block.ordered ? `${at + 1}.` : "•"}
            </Words>
            <Inlines of={item} style={look.rest} />
          </View>
        ))}
      </View>
    );
  return (
    <View style={{ marginTop: 6 }}>
      <View style={look.tableRow} fixed>
        <Cells row={block.head} style={paperStyles.muted} />
      </View>
      {block.rows.map((row, at) => (
        <View key={at} style={look.tableRow} wrap={false}>
          <Cells row={row} />
        </View>
      ))}
    </View>
  );
}

function Cells({ row, style = {} }: { row: readonly string[]; style?: object }) {
  return row.map((cell, place) => (
    <Words key={place} style={{ ...cellStyle(place, row.length), ...style }}>
      {cell}
    </Words>
  ));
}

/** The last column of several is a figure; the others share what is left, the first taking most. */
function cellStyle(place: number, columns: number) {
  return place > 0 && place === columns - 1
    ? ({ width: 110, textAlign: "right" } as const)
    : ({ flexGrow: place === 0 ? 3 : 2, flexShrink: 1, flexBasis: 0, paddingRight: 12 } as const);
}

function Inlines({ of, style }: { of: readonly Inline[]; style: object }) {
  return (
    <Text style={{ fontFamily: textFamily, fontSize: bodySize, lineHeight: 1.35, ...style }}>
      {of.map((inline, at) => (
        <Words key={at} size={bodySize} style={inline.strong ? paperStyles.strong : {}}>
          {inline.text}
        </Words>
      ))}
    </Text>
  );
}

/** The sheet of evidence that is appended to a signed agreement. */
export function evidencePaper(props: EvidencePaperProps): PaperElement {
  const columns: PaperColumn[] = [
    { head: [props.columns.at], width: 150 },
    { head: [props.columns.what], width: null },
  ];
  const rows = props.events.map(({ at, title, detail }) => [
    { lines: [at] },
    { lines: [title, detail].filter(Boolean), boldFirst: true, mutedRest: true },
  ]);
  return paper({
    frame: props.frame,
    children: (
      <>
        <PaperHeading>{props.heading}</PaperHeading>
        <Words style={{ marginTop: 4 }}>{props.intro}</Words>
        <View style={{ marginTop: 10 }}>
          {props.facts.map((fact) => (
            <View key={fact.term} style={look.fact}>
              <Words style={look.term}>{fact.term}</Words>
              <Words style={look.rest}>{fact.value}</Words>
            </View>
          ))}
        </View>
        <View style={look.clause}>
          <Words size={11} style={paperStyles.strong}>
            {props.signaturesWord}
          </Words>
          {props.signatures.map((signature) => (
            <View key={signature.name} style={look.signer} wrap={false}>
              <Words style={paperStyles.strong}>{signature.name}</Words>
              <Lines lines={signature.lines} size={8} />
            </View>
          ))}
        </View>
        {/* Never the last on a page: some rows stand below it. */}
        <View style={look.clause} wrap={false} minPresenceAhead={80}>
          <Words size={11} style={paperStyles.strong}>
            {props.eventsWord}
          </Words>
          <PaperTableHead columns={columns} />
        </View>
        {paperTableRows(columns, rows)}
        <Words size={smallSize} style={[paperStyles.muted, { marginTop: 10 }]}>
          {props.note}
        </Words>
      </>
    ),
  });
}
