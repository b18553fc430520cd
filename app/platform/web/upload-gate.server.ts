import { tooBusy } from "#app/platform/http.server.ts";

/** A form of at most so many bytes is read without waiting: it has no large file. */
const smallBytes = 1_000_000;

/** How many large forms a process reads at once, of people who are signed in and of all others: one is a few times its bytes in memory. */
const mostAtOnce = { person: 4, visitor: 2 } as const;

/** How long one waits for its turn in milliseconds, and how many may wait. */
const longestWaitMs = 10_000;
const mostWaiting = 30;

/** Whose form it is: one of each is read at a time. `visitor` with the network that somebody comes from. */
export type Uploader = { kind: "person" | "visitor"; key: string };

/** A gate for large forms. */
export function createUploadGate({ waitMs = longestWaitMs, waiting = mostWaiting } = {}) {
  const reading = new Set<Uploader>();
  const queue: { who: Uploader; begin: () => void }[] = [];

  const isFree = ({ kind, key }: Uploader): boolean => {
    const same = [...reading].filter((one) => one.kind === kind);
    return same.length < mostAtOnce[kind] && same.every((one) => one.key !== key);
  };

  function leave(who: Uploader): void {
    reading.delete(who);
    for (const next of [...queue]) if (isFree(next.who)) next.begin();
  }

  /** True once it is this one's turn; false where that takes too long. */
  function enter(who: Uploader): Promise<boolean> {
    if (isFree(who)) {
      reading.add(who);
      return Promise.resolve(true);
    }
    if (queue.length >= waiting) return Promise.resolve(false);
    return new Promise((resolve) => {
      const end = (answer: boolean): void => {
        clearTimeout(timer);
        queue.splice(queue.indexOf(entry), 1);
        if (answer) reading.add(who);
        resolve(answer);
      };
      const entry = { who, begin: () => end(true) };
      const timer = setTimeout(() => end(false), waitMs);
      queue.push(entry);
    });
  }

  /** Reads and keeps a form in its turn: at once where it is small. Throws a 503 with Retry-After where too many are read already. */
  return async function inTurn<T>(
    request: { headers: Headers },
    { kind, key }: Uploader,
    run: () => Promise<T>,
  ): Promise<T> {
    if (Number(request.headers.get("content-length") ?? 0) <= smallBytes) return run();
    const who = { kind, key };
    if (!(await enter(who))) return tooBusy();
    try {
      return await run();
    } finally {
      leave(who);
    }
  };
}

/** The gate of this process. */
export const inUploadTurn = createUploadGate();
