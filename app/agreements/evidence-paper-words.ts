import { formatInstant } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale } from "#app/platform/i18n/locale.ts";
import { zoneAt, type ZoneText } from "#app/platform/zone-text.ts";

import type { Agreement } from "./agreement.ts";
import type { EvidencePaperProps } from "./agreement-paper.server.tsx";
import type { Json } from "./rules/document.ts";
import type { Evidence } from "./store/evidence-store.server.ts";
import { eventWord } from "./words.ts";

export type EvidenceData = {
  agreement: Agreement;
  events: Evidence[];
  mspName: string;
  /** The SHA-256 of the file that was signed. */
  pdfHash: string;
  /** The client's time zone, in which the sheet gives its times beside UTC. */
  zone: ZoneText;
  at: Date;
  checkUrl: string;
  seal: { fingerprint: string; selfMade: boolean };
};

/** The sheet of evidence in the words of the ambient language. */
export function evidencePaperProps(data: EvidenceData): EvidencePaperProps {
  const { agreement, events } = data;
  const title = m.agreements_evidence_title({ number: String(agreement.number) });
  const instant = (at: string): string =>
    `${formatInstant(new Date(at), data.zone)} (${at.slice(11, 16)} UTC)`;
  return {
    frame: {
      title,
      author: data.mspName,
      creator: m.app_name(),
      language: getLocale(),
      at: data.at,
      foot: title,
      pageOf: m.ui_page_of({ page: "{page}", pages: "{pages}" }),
    },
    heading: title,
    intro: m.agreements_evidence_intro(),
    facts: [
      { term: m.agreements_evidence_document(), value: `${agreement.title} ${agreement.number}` },
      { term: m.agreements_evidence_text_hash(), value: agreement.documentHash },
      { term: m.agreements_evidence_file_hash(), value: data.pdfHash },
      { term: m.agreements_evidence_zone(), value: zoneAt(data.zone, data.at) },
      {
        term: m.agreements_evidence_seal(),
        value: data.seal.selfMade ? m.agreements_seal_self_made() : m.agreements_seal_own(),
      },
      { term: m.agreements_evidence_seal_hash(), value: data.seal.fingerprint },
    ],
    signaturesWord: m.agreements_signatures(),
    signatures: events
      .filter(({ kind }) => kind === "signed")
      .map(({ at, content }) => signatureLines(instant(at), content)),
    eventsWord: m.agreements_evidence_events(),
    columns: { at: m.agreements_evidence_when(), what: m.agreements_evidence_what() },
    events: events.map(({ at, kind, content, hash }) => ({
      at: instant(at),
      title: [eventWord(kind), text(content["name"])].filter(Boolean).join(": "),
      detail: [text(content["reason"]), text(content["messageId"]), hash].filter(Boolean).join(" · "),
    })),
    note: m.agreements_evidence_note({ url: data.checkUrl }),
  };
}

function signatureLines(at: string, content: Evidence["content"]): { name: string; lines: string[] } {
  const proof = record(content["proof"]);
  const end =
    content["endSeen"] === "observed" ? m.agreements_evidence_end_yes() : m.agreements_evidence_end_unknown();
  const consent = Array.isArray(content["consent"]) ? content["consent"].map(text) : [];
  return {
    name: text(content["typedName"]),
    lines: [
      [text(content["authority"]), text(content["company"]), text(content["email"])]
        .filter(Boolean)
        .join(", "),
      m.agreements_evidence_signed_at({ at }),
      m.agreements_evidence_proof({ method: methodWord(proof), at: text(proof["provenAt"]).slice(11, 16) }),
      m.agreements_evidence_from({ ip: text(proof["ip"]), browser: text(proof["userAgent"]) }),
      m.agreements_evidence_end({ seen: end }),
      ...consent.map((sentence) => m.agreements_evidence_consent({ sentence })),
    ],
  };
}

/** By what somebody was identified, as precisely as it was recorded. */
function methodWord({ method, factor }: { readonly [name: string]: Json | undefined }): string {
  if (method !== "code") return m.agreements_proof_password();
  if (factor === "app") return m.agreements_proof_code();
  return factor === "backup-code" ? m.agreements_proof_backup() : m.agreements_proof_second();
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}

function record(value: Json | undefined): { readonly [name: string]: Json | undefined } {
  return typeof value === "object" && value !== null && !isList(value) ? value : {};
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
