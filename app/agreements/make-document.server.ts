import { createHash } from "node:crypto";

import { findBuyer, type Buyer } from "#app/clients/parties-store.server.ts";
import { requirePerson } from "#app/identity/people-store.server.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { requireMsp, type Msp } from "#app/platform/msp.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import { compareNames } from "#app/platform/search-key.ts";

import type { SignerSide } from "./agreement.ts";
import type { AgreementKind } from "./kinds.ts";
import { knownNames } from "./known-names.ts";
import { applies, compileClause, fillClause, type Tables, type Values } from "./rules/clauses.ts";
import { canonicalJson, type AgreementDocument, type DocumentClause } from "./rules/document.ts";
import { listAuthorities } from "./store/authority-store.server.ts";
import type { NewSigner } from "./store/agreement-store.server.ts";
import type { TemplateVersion } from "./store/template-store.server.ts";
import type { WantedAgreement } from "./wanted-agreement.ts";
import { authorityWords, kindWord } from "./words.ts";

/** A document without its number, and who signs it, as parties and people are called now. */
export type DocumentDraft = { document: AgreementDocument; signers: DraftSigner[] };

/** Somebody who signs, with who recorded their authority and when; null where nothing is recorded and the caller's words stand. */
type DraftSigner = NewSigner & { recorded: { by: string; at: string } | null };

/** Fills a template's version with what is agreed and who the parties are; the day stands as of an instant. */
export async function makeDocument<Kind extends AgreementKind>(
  tx: Tx,
  wanted: WantedAgreement<Kind>,
  template: TemplateVersion,
  at: Date,
): Promise<DocumentDraft> {
  const [buyer, msp] = [await findBuyer(tx, wanted.clientId), await requireMsp(tx)];
  const authorities = await listAuthorities(tx, wanted.clientId);
  const signers: DraftSigner[] = [];
  for (const { userId, side, position, authority } of wanted.signers) {
    const { name, email } = await requirePerson(tx, userId);
    const company = side === "client" ? buyer.legalName : msp.legalName;
    const known = side === "client" ? authorities.find((one) => one.userId === userId) : undefined;
    const words = withLocale(wanted.locale, () => authorityWords(known ?? null)) ?? authority;
    const recorded = known ? { by: known.recordedBy, at: known.recordedAt.toISOString() } : null;
    signers.push({ userId, side, position, authority: words, name, email, company, recorded });
  }
  signers.sort(
    (a, b) => a.position - b.position || compareNames(a.side, b.side) || compareNames(a.userId, b.userId),
  );
  const today = withLocale(wanted.locale, () => formatDay(dayIn(buyer.zone, at)));
  const values: Values = { ...commonValues(buyer, msp, today), ...wanted.fields };
  const party = (side: SignerSide, name: string, address: readonly string[], vatNumber: string | null) =>
    withLocale(wanted.locale, () => ({ side, name, lines: partyLines(address, vatNumber) }));
  return {
    signers,
    document: {
      title: template.content.title[wanted.locale],
      number: "",
      locale: wanted.locale,
      template: withLocale(wanted.locale, () => templateName(template, msp.zone)),
      parties: [
        party("msp", msp.legalName, msp.addressLines, msp.vatNumber),
        party("client", buyer.legalName, addressOf(buyer), buyer.vatNumber),
      ],
      clauses: clausesOf(template, wanted.locale, values, wanted.tables),
      signers: signers.map(({ name, company, authority, side }) => ({ name, company, authority, side })),
    },
  };
}

/** Which text a document follows, in words of the ambient language: kind, version and the day of its publishing in a time zone; a draft is named as one. */
export function templateName(
  { kind, version, publishedAt }: Pick<TemplateVersion, "kind" | "version" | "publishedAt">,
  zone: string,
): string {
  const named = { kind: kindWord(kind), version: String(version) };
  return publishedAt
    ? m.agreements_paper_template({ ...named, day: formatDay(dayIn(zone, publishedAt)) })
    : m.agreements_paper_draft(named);
}

/** Where a party sits and its VAT number, a line each, in words of the ambient language. */
export function partyLines(address: readonly string[], vatNumber: string | null): string[] {
  return [...address, vatNumber ? m.agreements_party_vat({ number: vatNumber }) : ""].filter(Boolean);
}

/** The clauses of a version that apply to these values, filled. */
export function clausesOf(
  { kind, content }: Pick<TemplateVersion, "kind" | "content">,
  locale: WantedAgreement<AgreementKind>["locale"],
  values: Values,
  tables: Tables,
): DocumentClause[] {
  return content.clauses
    .filter(({ when }) => applies(when, values))
    .map(({ id, heading, text }) => {
      const compiled = compileClause(text[locale], knownNames(kind));
      if (!compiled.ok)
        throw new Error(`clause ${id} of ${kind} was published with a defect: ${compiled.refusal}`);
      return { id, heading: heading[locale], blocks: fillClause(compiled.value, values, tables) };
    });
}

function commonValues(buyer: Buyer, msp: Msp, today: string): Values {
  return {
    msp_name: msp.legalName,
    msp_address: msp.addressLines.join(", "),
    client_name: buyer.legalName,
    client_address: addressOf(buyer).join(", "),
    client_vat_number: buyer.vatNumber ?? "",
    date: today,
  };
}

function addressOf({ addressLine, postalCode, city }: Buyer): string[] {
  return [addressLine, `${postalCode} ${city}`.trim()].filter(Boolean);
}

/** The SHA-256 of a document in hex: what people sign. */
export function hashOfDocument(document: AgreementDocument): string {
  return createHash("sha256").update(canonicalJson(document)).digest("hex");
}
