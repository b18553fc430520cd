import { agreementPaper, evidencePaper } from "#app/agreements/agreement-paper.server.tsx";
import { sealPdf } from "#app/agreements/seal/seal-pdf.server.ts";
import { reportPaper } from "#app/people/report/report-paper.server.tsx";
import { statementPaper } from "#app/hours/statement/statement-paper.server.tsx";
import type { PaperTable, PdfWorkTable } from "#app/platform/pdf/serve-papers.server.ts";

/** Every paper that the product writes, module by module; only the worker thread loads them. */
export const papers: PaperTable = {
  statement: statementPaper,
  "people-report": reportPaper,
  agreement: agreementPaper,
  "agreement-evidence": evidencePaper,
};

/** Every other work on documents that would hold the process. */
export const pdfWorks: PdfWorkTable = { "agreement-seal": sealPdf };
