import path from "node:path";
import { Worker } from "node:worker_threads";

import type { PaperKind, Papers, PdfWorks } from "./papers.ts";

/** What the worker is sent: one paper at a time. */
export interface PaperRequest {
  kind: string;
  props: unknown;
}
/** What it answers: the document, or why it could not be laid out. */
export type PaperAnswer = { pdf: Uint8Array } | { error: string };

/** Too many papers are being made: ask again later. */
export class PaperBusyError extends Error {}
/** A paper that can't be made within its limits of time and memory, or at all. */
export class PaperFailedError extends Error {}

interface Limits {
  /** Milliseconds that one document may take; then its worker is ended. */
  longestRunMs: number;
  /** Mebibytes of heap; a document that needs more ends its worker, never the process. */
  heapMb: number;
  /** Documents that may wait behind the one that is being made. */
  mostWaiting: number;
  /** A worker that has had nothing to do for so long gives its memory back. */
  idleMs: number;
  /** After so many documents a new worker takes over. */
  documentsPerWorker: number;
}

const limits: Limits = {
  longestRunMs: 60_000,
  heapMb: 512,
  mostWaiting: 20,
  idleMs: 30_000,
  documentsPerWorker: 200,
};

/** A worker thread that lays papers out, with those that wait for it. */
export interface PaperQueue {
  render: (kind: string, props: unknown) => Promise<Buffer>;
}

interface Job extends PaperRequest {
  resolve: (pdf: Buffer) => void;
  reject: (error: Error) => void;
}

/** Starts a worker thread when the first paper is asked for. It is sent one paper at a time; the rest wait in order. */
export function createPaperQueue(startWorker: (heapMb: number) => Worker, given = limits): PaperQueue {
  const waiting: Job[] = [];
  let running: Job | undefined;
  let worker: Worker | undefined;
  let made = 0;
  let timer: NodeJS.Timeout | undefined;

  /** Ends the job that runs. Whoever asked for it hears; the next one begins. */
  const settle = (finish: (job: Job) => void): void => {
    clearTimeout(timer);
    const job = running;
    running = undefined;
    if (job) finish(job);
    next();
  };
  const drop = (): void => {
    const old = worker;
    worker = undefined;
    made = 0;
    void old?.terminate();
  };
  const start = (): Worker => {
    const fresh = startWorker(given.heapMb);
    fresh.on("message", (answer: PaperAnswer) => {
      if (fresh !== worker) return;
      made += 1;
      settle((job) =>
        "pdf" in answer
          ? job.resolve(Buffer.from(answer.pdf.buffer, answer.pdf.byteOffset, answer.pdf.byteLength))
          : job.reject(new PaperFailedError(answer.error)),
      );
    });
    fresh.on("error", (error) => fail(fresh, error.message));
    fresh.on("exit", () => fail(fresh, "the worker ended"));
    return fresh;
  };
  const fail = (dead: Worker, why: string): void => {
    if (dead !== worker) return;
    drop();
    settle((job) => job.reject(new PaperFailedError(why)));
  };
  const next = (): void => {
    if (running) return;
    if (made >= given.documentsPerWorker) drop();
    running = waiting.shift();
    if (!running) {
      worker?.unref();
      timer = setTimeout(drop, given.idleMs);
      timer.unref();
      return;
    }
    clearTimeout(timer);
    worker ??= start();
    const busy = worker;
    busy.ref();
    timer = setTimeout(() => fail(busy, `took longer than ${given.longestRunMs} ms`), given.longestRunMs);
    busy.postMessage({ kind: running.kind, props: running.props } satisfies PaperRequest);
  };

  return {
    render: (kind, props) => {
      if (waiting.length >= given.mostWaiting) return Promise.reject(new PaperBusyError());
      return new Promise<Buffer>((resolve, reject) => {
        waiting.push({ kind, props, resolve, reject });
        next();
      });
    },
  };
}

/** The built server's worker stands beside it; elsewhere one starts from the sources. */
function startPaperWorker(heapMb: number): Worker {
  const file = import.meta.env?.PROD
    ? path.resolve("build/server/pdf-worker.js")
    : new URL("./boot-worker.mjs", import.meta.url);
  return new Worker(file, {
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
    // Nothing of the server's settings, secrets among them, is of use there.
    env: { NODE_ENV: "production" },
    execArgv: [],
  });
}

const queue = createPaperQueue(startPaperWorker);

/**
 * Lays a paper out in a worker thread and writes it as PDF: the same props are the same bytes. Rejects with
 * PaperBusyError where too many wait, with PaperFailedError where it takes more than a minute or 512 MB.
 */
export function renderPaper<Kind extends PaperKind>(kind: Kind, props: Papers[Kind]): Promise<Buffer> {
  return queue.render(kind, props);
}

/** Does other costly work in the same thread, within the same limits; what it is given is copied there. */
export function runPdfWork<Kind extends keyof PdfWorks>(kind: Kind, input: PdfWorks[Kind]): Promise<Buffer> {
  return queue.render(kind, input);
}
