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
import { useContext, type CSSProperties, type ReactNode } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale } from "#app/platform/i18n/locale.ts";
import type { LetterBrand } from "#app/platform/mail/letter-brand.ts";
import { darkStyles, LetterBrandContext } from "#emails/letter-brand.ts";

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
  name: {
    ...type,
    fontSize: "20px",
    lineHeight: "36px",
    fontWeight: 700,
    letterSpacing: "-0.02em",
    margin: 0,
  },
  logo: { height: "36px", width: "auto", maxWidth: "176px", marginRight: "10px", verticalAlign: "middle" },
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

/** The frame of every letter: the MSP's logo and name, one sheet in the middle, whom to ask, and the product last. */
export function LetterLayout({ preview, heading, mspName, foot, children }: LetterLayoutProps) {
  const brand = useContext(LetterBrandContext);
  return (
    <Html lang={getLocale()}>
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{darkStyles(brand)}</style>
      </Head>
      <Preview>{preview}</Preview>
      <Body style={styles.body} className="l-paper">
        <Container style={styles.sheet}>
          <LetterHead name={brand?.name ?? mspName} brand={brand} />
          <Section style={styles.card} className="l-card">
            <h1 style={styles.heading} className="l-ink">
              {heading}
            </h1>
            {children}
            {foot && (
              <>
                <Hr style={styles.rule} className="l-line" />
                <LetterSmall>{foot}</LetterSmall>
              </>
            )}
          </Section>
          <LetterFoot name={brand?.name ?? mspName} brand={brand} />
        </Container>
      </Body>
    </Html>
  );
}

function LetterHead({ name, brand }: { name: string; brand: LetterBrand | null }) {
  const { logoUrl = null, logoDarkUrl = null } = brand ?? {};
  return (
    <Section style={{ padding: "0 6px 14px" }}>
      <Text style={styles.name} className="l-ink">
        {logoUrl && (
          <img
            src={logoUrl}
            alt=""
            height={36}
            style={styles.logo}
            className={logoDarkUrl ? "l-day" : undefined}
          />
        )}
        {logoDarkUrl && (
          <img
            src={logoDarkUrl}
            alt=""
            height={36}
            style={{ ...styles.logo, ...(logoUrl ? { display: "none" } : {}) }}
            className={logoUrl ? "l-night" : undefined}
          />
        )}
        {name}
      </Text>
    </Section>
  );
}

function LetterFoot({ name, brand }: { name: string; brand: LetterBrand | null }) {
  return (
    <Section style={{ padding: "14px 6px 0" }}>
      {brand?.replyTo && (
        <Text style={styles.small} className="l-muted">
          {brand.phone
            ? m.letter_ask_by_phone({ msp: name, phone: brand.phone })
            : m.letter_ask({ msp: name })}
        </Text>
      )}
      <Text style={{ ...styles.small, fontSize: "12px" }} className="l-muted">
        {m.letter_sent_with()}
      </Text>
    </Section>
  );
}

/** A paragraph of a letter. */
export function LetterText({ children }: { children: ReactNode }) {
  return (
    <Text style={styles.text} className="l-ink">
      {children}
    </Text>
  );
}

/** A paragraph in small. */
export function LetterSmall({ children }: { children: ReactNode }) {
  return (
    <Text style={styles.small} className="l-muted">
      {children}
    </Text>
  );
}

/** Somebody's own words. */
export function LetterQuote({ children }: { children: ReactNode }) {
  const own = useContext(LetterBrandContext)?.colourLight;
  return (
    <Text
      style={own ? { ...styles.quote, borderLeft: `3px solid ${own}` } : styles.quote}
      className="l-ink l-edge"
    >
      {children}
    </Text>
  );
}

/** The one thing to do next. The text part writes the address out behind its words, once. */
export function LetterButton({ href, children }: { href: string; children: ReactNode }) {
  const own = useContext(LetterBrandContext)?.colourLight;
  return (
    <Section style={{ padding: "6px 0 16px" }}>
      <Button
        href={href}
        style={own ? { ...styles.button, backgroundColor: own } : styles.button}
        className="l-button"
      >
        {children}
      </Button>
    </Section>
  );
}

/** A link inside a paragraph. */
export function LetterLink({ href, children }: { href: string; children: ReactNode }) {
  const own = useContext(LetterBrandContext)?.colourLight;
  return (
    <Link href={href} style={own ? { ...styles.link, color: own } : styles.link} className="l-link">
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
      className="facts"
      width="100%"
      cellPadding={0}
      cellSpacing={0}
      style={{ margin: "4px 0 18px", borderTop: `1px solid ${colour.line}` }}
    >
      <tbody>
        {rows.map((row) => (
          <tr key={row.term}>
            <td
              className={row.strong ? "l-ink l-line" : "l-muted l-line"}
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
              className="l-ink l-line"
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
