import { Body } from "@react-email/body";
import { Button } from "@react-email/button";
import { Container } from "@react-email/container";
import { Head } from "@react-email/head";
import { Hr } from "@react-email/hr";
import { Html } from "@react-email/html";
import { Link } from "@react-email/link";
import { Preview } from "@react-email/preview";
import { Section } from "@react-email/section";
import { Text } from "@react-email/text";
import type { CSSProperties, ReactNode } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale } from "#app/platform/i18n/locale.ts";

const colour = {
  paper: "#f7f4ee",
  card: "#fffdfa",
  line: "#e4ded2",
  ink: "#1c2421",
  muted: "#5d6864",
  petrol: "#0e5f58",
  tint: "#dcebe7",
};
const type = { fontFamily: "Figtree, 'Helvetica Neue', Helvetica, Arial, sans-serif", color: colour.ink };

const styles = {
  body: { ...type, backgroundColor: colour.paper, margin: 0, padding: "24px 12px" },
  sheet: { maxWidth: "560px", margin: "0 auto" },
  card: {
    backgroundColor: colour.card,
    border: `1px solid ${colour.line}`,
    borderRadius: "14px",
    padding: "28px 28px 24px",
  },
  strip: {
    display: "inline-block",
    width: "6px",
    height: "18px",
    marginRight: "2px",
    backgroundColor: colour.petrol,
    borderRadius: "1px",
  },
  half: {
    display: "inline-block",
    width: "2px",
    height: "18px",
    marginRight: "9px",
    backgroundColor: colour.petrol,
    borderRadius: "1px",
  },
  name: { fontSize: "20px", fontWeight: 700, letterSpacing: "-0.02em", color: colour.ink },
  from: { fontSize: "14px", color: colour.muted, paddingLeft: "8px" },
  heading: { ...type, fontSize: "22px", lineHeight: "1.25", fontWeight: 600, margin: "0 0 12px" },
  text: { ...type, fontSize: "16px", lineHeight: "1.5", margin: "0 0 14px" },
  small: { ...type, fontSize: "14px", lineHeight: "1.5", color: colour.muted, margin: "0 0 10px" },
  button: {
    backgroundColor: colour.petrol,
    color: "#ffffff",
    borderRadius: "10px",
    fontSize: "16px",
    fontWeight: 600,
    padding: "12px 20px",
    textDecoration: "none",
    display: "inline-block",
  },
  link: { color: colour.petrol, textDecoration: "underline" },
  row: { padding: "7px 0", fontSize: "16px", color: colour.ink, verticalAlign: "top" },
  quote: {
    ...type,
    fontSize: "16px",
    lineHeight: "1.5",
    margin: "0 0 14px",
    padding: "2px 0 2px 14px",
    borderLeft: `3px solid ${colour.petrol}`,
    whiteSpace: "pre-line",
  },
  rule: { borderColor: colour.line, margin: "20px 0 14px" },
} satisfies Record<string, CSSProperties>;

interface LetterLayoutProps {
  /** What a mailbox shows beside the subject. */
  preview: string;
  heading: string;
  /** The MSP that this letter comes from. */
  mspName: string;
  /** Why this person gets this letter, or whom to ask; small, at the foot. */
  foot?: ReactNode;
  children: ReactNode;
}

/** The frame of every letter: petrol on paper, the mark, the MSP's name, one sheet in the middle. */
export function LetterLayout({ preview, heading, mspName, foot, children }: LetterLayoutProps) {
  return (
    <Html lang={getLocale()}>
      <Head>
        <meta name="color-scheme" content="light" />
      </Head>
      <Preview>{preview}</Preview>
      <Body style={styles.body}>
        <Container style={styles.sheet}>
          <Section style={{ padding: "0 6px 14px" }}>
            <span aria-hidden="true">
              <span style={styles.strip} />
              <span style={styles.strip} />
              <span style={styles.strip} />
              <span style={styles.half} />
            </span>
            <span style={styles.name}>{m.app_name().toLowerCase()}</span>
            <span style={styles.from}>{m.letter_from({ msp: mspName })}</span>
          </Section>
          <Section style={styles.card}>
            <h1 style={styles.heading}>{heading}</h1>
            {children}
            {foot && (
              <>
                <Hr style={styles.rule} />
                <LetterSmall>{foot}</LetterSmall>
              </>
            )}
          </Section>
        </Container>
      </Body>
    </Html>
  );
}

/** A paragraph of a letter. */
export function LetterText({ children }: { children: ReactNode }) {
  return <Text style={styles.text}>{children}</Text>;
}

/** A paragraph in small. */
export function LetterSmall({ children }: { children: ReactNode }) {
  return <Text style={styles.small}>{children}</Text>;
}

/** Somebody's own words. */
export function LetterQuote({ children }: { children: ReactNode }) {
  return <Text style={styles.quote}>{children}</Text>;
}

/** The one thing to do next. In the text part its address is written out once. */
export function LetterButton({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Section style={{ padding: "6px 0 16px" }}>
      <Button href={href} style={styles.button}>
        {children}
      </Button>
    </Section>
  );
}

/** A link inside a paragraph. */
export function LetterLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} style={styles.link}>
      {children}
    </Link>
  );
}

/** Names and values, as on a bill; `strong` is for a total. */
export function LetterFacts({
  rows,
}: {
  rows: { term: string; value: string; strong?: boolean | undefined }[];
}) {
  return (
    <table
      role="presentation"
      width="100%"
      cellPadding={0}
      cellSpacing={0}
      style={{ margin: "4px 0 18px", borderTop: `1px solid ${colour.line}` }}
    >
      <tbody>
        {rows.map((row) => (
          <tr key={row.term}>
            <td
              style={{
                ...styles.row,
                borderBottom: `1px solid ${colour.line}`,
                color: row.strong ? colour.ink : colour.muted,
                fontWeight: row.strong ? 600 : 400,
              }}
            >
              {row.term}
            </td>
            <td
              style={{
                ...styles.row,
                borderBottom: `1px solid ${colour.line}`,
                textAlign: "right",
                fontWeight: row.strong ? 600 : 400,
              }}
            >
              {row.value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
