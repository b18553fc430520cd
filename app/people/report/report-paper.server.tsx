import { View } from "@react-pdf/renderer";

import {
  PaperTableHead,
  paperTableRows,
  type PaperCell,
  type PaperColumn,
} from "#app/platform/pdf/paper-table.server.tsx";
import {
  Lines,
  paper,
  PaperHead,
  PaperHeading,
  paperStyles,
  type PaperElement,
} from "#app/platform/pdf/paper.server.tsx";
import type { PaperFrame, PaperSender } from "#app/platform/pdf/papers.ts";
import { Words } from "#app/platform/pdf/words.server.tsx";

declare module "#app/platform/pdf/papers.ts" {
  interface Papers {
    "people-report": ReportPaperProps;
  }
}

/** All that a report's paper shows, in words. */
export interface ReportPaperProps {
  frame: PaperFrame;
  sender: PaperSender;
  receiverLines: string[];
  heading: string;
  day: string;
  /** What changed since the last report, a line each. */
  changes: { title: string; lines: string[] };
  columns: PaperColumn[];
  rows: PaperCell[][];
}

/** The licence specification or the rights overview as a document on A4: what changed first, then row by row. */
export function reportPaper(props: ReportPaperProps): PaperElement {
  const { columns, rows } = props;
  return paper({
    frame: props.frame,
    repeated: rows.length > 0 ? <PaperTableHead columns={columns} /> : null,
    children: (
      <>
        <PaperHead sender={props.sender} receiverLines={props.receiverLines} />
        <PaperHeading>{props.heading}</PaperHeading>
        <Words size={11} style={{ marginTop: 2 }}>
          {props.day}
        </Words>
        <View style={{ marginTop: 14, marginBottom: 18 }}>
          <Words style={paperStyles.strong}>{props.changes.title}</Words>
          <Lines lines={props.changes.lines} />
        </View>
        {rows.length > 0 && <PaperTableHead columns={columns} />}
        {paperTableRows(columns, rows)}
      </>
    ),
  });
}
