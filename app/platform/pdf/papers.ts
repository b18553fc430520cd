/**
 * Every kind of paper with what it shows, as plain data that a worker thread can be sent, already in words. Modules add
 * theirs: `declare module "#app/platform/pdf/papers.ts" { interface Papers { statement: StatementPaperProps } }`.
 */
// Empty here on purpose: an interface, since only those can be added to.
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface Papers {}

export type PaperKind = keyof Papers;

/** Other costly work whose outcome is a PDF, by what it is given; modules add theirs as they do papers. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface PdfWorks {}

/** What every paper has around its contents. */
export interface PaperFrame {
  title: string;
  /** Who made it, for the document's properties. */
  author: string;
  /** The program that wrote it, for the document's properties. */
  creator: string;
  language: string;
  /** The instant that the document carries as its own: it makes the same props the same bytes. */
  at: Date;
  /** Stands at the foot of each page, left of the page's number. */
  foot: string;
  /** The page's number in words, with `{page}` and `{pages}` in it. */
  pageOf: string;
}

/** Who sends a paper: its head. The logo is a PNG or JPEG as a data URI; the colour is the brand's for light grounds, as `#rrggbb`. */
export interface PaperSender {
  name: string;
  logo: string | null;
  colour: string | null;
  addressLines: string[];
  bankLines: string[];
}
