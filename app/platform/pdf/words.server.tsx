import { Text, type TextProps } from "@react-pdf/renderer";

import { familiesFor, hasGlyph, textFamily } from "./fonts.server.ts";
import { codePointName, textRuns, type TextRun } from "./text-runs.ts";

// Beside the size that it multiplies, and not on the page: what a page's layout draws would multiply the page's again.
const lineHeight = 1.35;
const textSize = 9;

export interface WordsProps {
  children: string;
  /** Of the letters, in points. */
  size?: number;
  style?: TextProps["style"];
  /** The typeface; others step in where it lacks a letter. */
  family?: string;
}

/** The only way to put a text on paper: each letter by a typeface that has it, a box with the code point where none has. */
export function Words({ children, size = textSize, style, family = textFamily }: WordsProps) {
  const runs = textRuns(children, familiesFor(family), hasGlyph);
  const styles = [{ fontFamily: family, fontSize: size, lineHeight }, style];
  const only = runs.length === 1 ? runs[0] : undefined;
  if (only && only.family !== null)
    return <Text style={[styles, { fontFamily: only.family }]}>{only.text}</Text>;
  return (
    <Text style={styles}>
      {runs.map((run, index) => (
        <Run key={index} run={run} />
      ))}
    </Text>
  );
}

function Run({ run }: { run: TextRun }) {
  if (run.family !== null) return <Text style={{ fontFamily: run.family }}>{run.text}</Text>;
  return (
    <Text style={{ fontFamily: textFamily, backgroundColor: "#f3dfb8", color: "#5a3a00" }}>
      {`[${codePointName(run.codePoint)}]`}
    </Text>
  );
}
