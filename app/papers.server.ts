import { agreementPaper, evidencePaper } from "#app/agreements/agreement-paper.server.tsx";
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

/** Every other work on documents that would hold the process; what it needs is loaded when it is first asked for, since most threads only lay papers out. */
export const pdfWorks: PdfWorkTable = {
  "agreement-seal": async (input) => (await import("#app/agreements/seal/seal-pdf.server.ts")).sealPdf(input),
};
