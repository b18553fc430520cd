import { Document, Page, Path, StyleSheet, Svg, Text, View, type DocumentProps } from "@react-pdf/renderer";
import { createElement, type ReactElement, type ReactNode } from "react";
import { encode } from "uqr";

import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale } from "#app/platform/i18n/locale.ts";

import { headingFamily, textFamily } from "./fonts.server.ts";

/** The look's colours on white paper. */
export const ink = {
  text: "#1c2421",
  muted: "#5d6864",
  line: "#e4ded2",
  petrol: "#0e5f58",
  tint: "#dcebe7",
  low: "#9a5b00",
  negative: "#b3261e",
};

const styles = StyleSheet.create({
  page: {
    fontFamily: textFamily,
    fontSize: 9,
    lineHeight: 1.35,
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
    justifyContent: "space-between",
    fontSize: 7.5,
    color: ink.muted,
  },
  heading: { fontFamily: headingFamily, fontWeight: 600, fontSize: 18, lineHeight: 1.2 },
  strong: { fontWeight: 600 },
  muted: { color: ink.muted },
  row: { flexDirection: "row", borderBottomWidth: 0.75, borderBottomColor: ink.line, paddingVertical: 4 },
});

export { styles as paperStyles };

interface PaperProps {
  title: string;
  /** Who made it, for the document's properties. */
  author: string;
  /** The instant that the document carries as its own. */
  at: Date;
  /** Stands at the foot of each page, left of the page's number. */
  foot: string;
  /** One entry a sheet; one that is too long runs on to the next. */
  sheets: ReactNode[];
}

/** A whole document, ready to be written. */
export type PaperElement = ReactElement<DocumentProps>;

/** A document on A4 with title and language, sheet by sheet: laid out one by one, long documents stay quick. */
export function paper({ title, author, at, foot, sheets }: PaperProps): PaperElement {
  const properties = {
    title,
    author,
    creator: m.app_name(),
    producer: m.app_name(),
    language: getLocale(),
    creationDate: at,
    modificationDate: at,
  };
  return createElement<DocumentProps>(
    Document,
    properties,
    sheets.map((sheet, index) => (
      <Page key={index} size="A4" style={styles.page}>
        {sheet}
        <View style={styles.foot} fixed>
          <Text>{foot}</Text>
          <Text>{m.pdf_page_of({ page: index + 1, pages: sheets.length })}</Text>
        </View>
      </Page>
    )),
  );
}

/** The product's mark: three strips and a part of one. */
export function PaperMark() {
  return (
    <Svg width={22} height={16} viewBox="0 0 22 16">
      <Path d="M0 0h5v16h-5z M6.5 0h5v16h-5z M13 0h5v16h-5z M19.5 8h2v8h-2z" fill={ink.petrol} />
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
