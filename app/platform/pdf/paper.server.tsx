import { Document, Image, Page, Path, StyleSheet, Svg, View, type DocumentProps } from "@react-pdf/renderer";
import { createElement, type ReactElement, type ReactNode } from "react";
import { encode } from "uqr";

import { ownColour } from "#app/platform/brand/colours.ts";

import { headingFamily, textFamily } from "./fonts.server.ts";
import type { PaperFrame, PaperSender } from "./papers.ts";
import { Words, type WordsProps } from "./words.server.tsx";

/** Letters of what stands beside the text proper, in points. */
export const smallSize = 7.5;

/** The look's colours on white paper. */
export const ink = {
  text: "#1c2421",
  muted: "#5d6864",
  line: "#e4ded2",
  sunk: "#f7f4ee",
};

/** The colour of a sender's links and marks on paper: its brand's, else the product's. */
export function accentOf({ colour }: Pick<PaperSender, "colour">): string {
  return colour ?? `#${ownColour("light")}`;
}

const styles = StyleSheet.create({
  page: {
    fontFamily: textFamily,
    color: ink.text,
    paddingTop: 42,
    paddingBottom: 54,
    paddingHorizontal: 42,
  },
  foot: {
    position: "absolute",
    left: 42,
    right: 42,
    bottom: 24,
    flexDirection: "row",
    gap: 12,
    color: ink.muted,
  },
  footText: { flexGrow: 1, flexShrink: 1, flexBasis: 0, maxLines: 1, textOverflow: "ellipsis" },
  strong: { fontWeight: 600 },
  muted: { color: ink.muted },
  row: { flexDirection: "row", borderBottomWidth: 0.75, borderBottomColor: ink.line, paddingVertical: 4 },
  logo: { maxWidth: 150, maxHeight: 40, marginBottom: 6, objectFit: "contain", objectPosition: "left" },
  head: { flexDirection: "row", justifyContent: "space-between", gap: 20, marginBottom: 22 },
  receiver: { width: 200, textAlign: "right" },
  brand: { flexDirection: "row", alignItems: "center", gap: 7, marginBottom: 3 },
});

export { styles as paperStyles };

/** A whole document, ready to be written. */
export type PaperElement = ReactElement<DocumentProps>;

interface PaperProps {
  frame: PaperFrame;
  /** Stands at the top of each page but the first: a table's head. */
  repeated?: ReactNode;
  /** Breaks over as many pages as it needs, where the library measures that a page is full. */
  children: ReactNode;
}

/** A document on A4 with its properties; each page has the foot and its number. */
export function paper({ frame, repeated, children }: PaperProps): PaperElement {
  const properties = {
    title: frame.title,
    author: frame.author,
    creator: frame.creator,
    producer: frame.creator,
    language: frame.language,
    creationDate: frame.at,
    modificationDate: frame.at,
  };
  // The foot is part of the page's layout, not of its contents: absolute contents would be counted as height.
  const layout = ({ pageNumber = 1, totalPages = 1, children: contents }: PageParts) => (
    <>
      {pageNumber > 1 && repeated}
      {contents}
      <View style={styles.foot}>
        <Words size={smallSize} style={styles.footText}>
          {frame.foot}
        </Words>
        <Words size={smallSize}>
          {frame.pageOf.replace("{page}", String(pageNumber)).replace("{pages}", String(totalPages))}
        </Words>
      </View>
    </>
  );
  return createElement<DocumentProps>(
    Document,
    properties,
    <Page size="A4" style={styles.page} layout={layout}>
      {children}
    </Page>,
  );
}

interface PageParts {
  pageNumber?: number;
  totalPages?: number;
  children: ReactNode;
}

/** Letters that fit on a heading's line at its full size. */
const fullHeading = 40;

/** A heading; a long one is set smaller, so that it stays a heading and not half a page. */
export function PaperHeading({ children }: { children: string }) {
  const size = children.length <= fullHeading ? 18 : children.length <= 2 * fullHeading ? 14 : 11;
  return (
    <Words family={headingFamily} size={size} style={{ fontWeight: 600, lineHeight: 1.2 }}>
      {children}
    </Words>
  );
}

/** Lines of text one below the other. */
export function Lines({ lines, ...words }: { lines: readonly string[] } & Omit<WordsProps, "children">) {
  return (
    <View>
      {lines.map((line, index) => (
        <Words key={index} {...words}>
          {line}
        </Words>
      ))}
    </View>
  );
}

/** Who sends the paper: logo, or the mark, and name; address and bank account below. */
function PaperSenderHead({ sender }: { sender: PaperSender }) {
  return (
    <View style={{ width: 250 }}>
      {sender.logo !== null && <Image src={sender.logo} style={styles.logo} />}
      <View style={styles.brand}>
        {sender.logo === null && <PaperMark fill={accentOf(sender)} />}
        <Words size={sender.name.length > fullHeading ? 9 : 12} style={{ fontWeight: 600, flexShrink: 1 }}>
          {sender.name}
        </Words>
      </View>
      <Lines lines={[...sender.addressLines, ...sender.bankLines]} style={styles.muted} />
    </View>
  );
}

/** The head of a paper: who sends it at the left, whom it is for at the right. */
export function PaperHead({
  sender,
  receiverLines,
}: {
  sender: PaperSender;
  receiverLines: readonly string[];
}) {
  return (
    <View style={styles.head}>
      <PaperSenderHead sender={sender} />
      <View style={styles.receiver}>
        <Lines lines={receiverLines} />
      </View>
    </View>
  );
}

/** The product's mark: three strips and a part of one. */
function PaperMark({ fill }: { fill: string }) {
  return (
    <Svg width={22} height={16} viewBox="0 0 22 16">
      <Path d="M0 0h5v16h-5z M6.5 0h5v16h-5z M13 0h5v16h-5z M19.5 8h2v8h-2z" fill={fill} />
    </Svg>
  );
}

/** A QR code of a text, as one drawing. */
export function PaperCode({ text, size }: { text: string; size: number }) {
  const { data } = encode(text, { ecc: "M", border: 0 });
  const path = data
    .map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")).join(""))
    .join("");
  return (
    <Svg width={size} height={size} viewBox={`0 0 ${data.length} ${data.length}`}>
      <Path d={path} fill={ink.text} />
    </Svg>
  );
}
