import { m } from "#app/platform/generated/i18n/messages.js";
import { getLocale } from "#app/platform/i18n/locale.ts";

import type { AgreementPaperProps } from "./agreement-paper.server.tsx";
import { signerText, type AgreementDocument } from "./rules/document.ts";

/** An agreement's paper in the words of the ambient language, which is to be the document's: what a worker thread is sent. */
export function agreementPaperProps(
  document: AgreementDocument,
  { hash, at }: { hash: string; at: Date },
): AgreementPaperProps {
  const numberLine = m.agreements_paper_number({ number: document.number, template: document.template });
  return {
    frame: {
      title: `${document.title} ${document.number}`,
      author: document.parties.find(({ side }) => side === "msp")?.name ?? "",
      creator: m.app_name(),
      language: getLocale(),
      at,
      foot: `${document.title} ${document.number} · ${m.agreements_paper_hash({ hash: hash.slice(0, 16) })}`,
      pageOf: m.ui_page_of({ page: "{page}", pages: "{pages}" }),
    },
    heading: document.title,
    numberLine,
    parties: document.parties.map(({ side, name, lines }) => ({
      word: side === "msp" ? m.agreements_party_msp() : m.agreements_party_client(),
      name,
      lines,
    })),
    clauses: document.clauses.map(({ heading, blocks }, index) => ({
      heading: `${index + 1}. ${heading}`,
      blocks,
    })),
    signersWord: m.agreements_signers(),
    signers: document.signers.map((signer) => ({ name: signer.name, detail: signerText(signer) })),
    note: m.agreements_paper_note(),
  };
}
