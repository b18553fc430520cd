import { View } from "@react-pdf/renderer";

import { Lines, paperStyles, smallSize } from "./paper.server.tsx";
import { Words } from "./words.server.tsx";

/** A column: its head's lines, and its width in points; the one without a width takes what is left. */
export interface PaperColumn {
  head: string[];
  width: number | null;
  numbers?: boolean;
}

/** A cell: lines below one another, the first one bold or the others grey where it is said. */
export interface PaperCell {
  lines: string[];
  boldFirst?: boolean;
  mutedRest?: boolean;
  /** Of a row's first cell: the row heads those that follow, and is not left alone at the end of a page. */
  heads?: boolean;
}

const styleOf = ({ width, numbers }: PaperColumn) =>
  width === null
    ? ({ flexGrow: 1, flexShrink: 1, flexBasis: 0, paddingRight: 8 } as const)
    : ({ width, textAlign: numbers ? "right" : "left" } as const);

/** A table's head; give it to `paper` too, so that each page repeats it. */
export function PaperTableHead({ columns }: { columns: readonly PaperColumn[] }) {
  return (
    <View style={[paperStyles.row, paperStyles.muted]}>
      {columns.map((column, index) => (
        <View key={index} style={styleOf(column)}>
          <Lines lines={column.head} size={smallSize} />
        </View>
      ))}
    </View>
  );
}

/** Heights are measured with 32 bits, which lose the exact place of a row below some ten thousand points. */
const rowsPerGroup = 100;
/** What a row needs at least, in points. */
const nextRowHeight = 40;

/** A table's rows; none is torn by the end of a page. Give them to `paper` as they are: a view around all would be too high. */
export function paperTableRows(columns: readonly PaperColumn[], rows: readonly PaperCell[][]) {
  const groups = Array.from({ length: Math.ceil(rows.length / rowsPerGroup) }, (_, at) =>
    rows.slice(at * rowsPerGroup, (at + 1) * rowsPerGroup),
  );
  return groups.map((group, at) => (
    <View key={at}>
      {group.map((cells, index) => (
        <View
          key={index}
          style={paperStyles.row}
          wrap={false}
          {...(cells[0]?.heads ? { minPresenceAhead: nextRowHeight } : {})}
        >
          {columns.map((column, place) => (
            <Cell key={place} column={column} cell={cells[place] ?? { lines: [] }} />
          ))}
        </View>
      ))}
    </View>
  ));
}

function Cell({ column, cell }: { column: PaperColumn; cell: PaperCell }) {
  return (
    <View style={styleOf(column)}>
      {cell.lines.map((line, index) => (
        <Words
          key={index}
          style={{
            ...(index === 0 && cell.boldFirst ? paperStyles.strong : {}),
            ...(index > 0 && cell.mutedRest ? paperStyles.muted : {}),
          }}
        >
          {line}
        </Words>
      ))}
    </View>
  );
}
