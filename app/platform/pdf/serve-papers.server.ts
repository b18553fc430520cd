import { parentPort } from "node:worker_threads";

import { renderToBuffer } from "@react-pdf/renderer";

import { loadFonts } from "./fonts.server.ts";
import type { PaperElement } from "./paper.server.tsx";
import type { PaperKind, Papers } from "./papers.ts";
import type { PaperAnswer, PaperRequest } from "./render-paper.server.ts";

/** For each kind of paper how it is laid out. */
export type PaperTable = { [Kind in PaperKind]: (props: Papers[Kind]) => PaperElement };

/** Answers the main thread's requests for papers, one by one; only in a worker thread. */
export function servePapers(papers: PaperTable): void {
  const layouts: Record<string, (props: never) => PaperElement> = papers;
  parentPort?.on("message", ({ kind, props }: PaperRequest) => {
    void answerWith(layouts[kind], props).then((answer) =>
      parentPort?.postMessage(answer, "pdf" in answer ? [ownBuffer(answer.pdf)] : []),
    );
  });
}

async function answerWith(
  layout: ((props: never) => PaperElement) | undefined,
  props: unknown,
): Promise<PaperAnswer> {
  try {
    if (!layout) throw new Error("no such paper");
    await loadFonts();
    // The main thread's types hold kind and props together.
    const pdf = await renderToBuffer(layout(props as never));
    return { pdf: new Uint8Array(pdf) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** A typed array made afresh has its buffer to itself, so that it can be handed over without copying. */
function ownBuffer({ buffer }: Uint8Array): ArrayBuffer {
  if (buffer instanceof ArrayBuffer) return buffer;
  throw new Error("a document's bytes lie in shared memory");
}
