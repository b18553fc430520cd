import { parentPort } from "node:worker_threads";

import { renderToBuffer } from "@react-pdf/renderer";

import { loadFonts } from "./fonts.server.ts";
import type { PaperElement } from "./paper.server.tsx";
import type { PaperKind, Papers, PdfWorks } from "./papers.ts";
import type { PaperAnswer, PaperRequest } from "./render-paper.server.ts";

/** For each kind of paper how it is laid out. */
export type PaperTable = { [Kind in PaperKind]: (props: Papers[Kind]) => PaperElement };

/** For each kind of other work how it is done. */
export type PdfWorkTable = { [Kind in keyof PdfWorks]: (input: PdfWorks[Kind]) => Promise<Uint8Array> };

type Make = (given: never) => Promise<Uint8Array>;

/** Answers the main thread's requests for papers and other work, one by one; only in a worker thread. */
export function servePapers(papers: PaperTable, works: PdfWorkTable): void {
  const layouts: Record<string, (props: never) => PaperElement> = papers;
  const laidOut = Object.entries(layouts).map(([kind, layout]): [string, Make] => [
    kind,
    (props) => layOut(layout(props)),
  ]);
  const all: Record<string, Make> = { ...Object.fromEntries(laidOut), ...works };
  parentPort?.on("message", ({ kind, props }: PaperRequest) => {
    void answerWith(all[kind], props).then((answer) =>
      parentPort?.postMessage(answer, "pdf" in answer ? [ownBuffer(answer.pdf)] : []),
    );
  });
}

async function layOut(paper: PaperElement): Promise<Uint8Array> {
  await loadFonts();
  return renderToBuffer(paper);
}

async function answerWith(make: Make | undefined, props: unknown): Promise<PaperAnswer> {
  try {
    if (!make) throw new Error("no such paper");
    // The main thread's types hold kind and props together.
    return { pdf: new Uint8Array(await make(props as never)) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** A typed array made afresh has its buffer to itself, so that it can be handed over without copying. */
function ownBuffer({ buffer }: Uint8Array): ArrayBuffer {
  if (buffer instanceof ArrayBuffer) return buffer;
  throw new Error("a document's bytes lie in shared memory");
}
