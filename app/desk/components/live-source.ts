/** Told of the request that changed; null where that is not said, or where changes may have been missed. */
type OnChange = (request: string | null) => void;

const name = "tegoed-live";
const pausesMs = [1000, 2000, 5000, 10_000];

/**
 * Hears of changes on the server. Of the tabs of a browser one holds the stream and passes on what comes (browsers allow six connections to a
 * site); a tab that closes leaves it to another. Answers how to stop.
 */
export function openLive(onChange: OnChange): () => void {
  const ended = new AbortController();
  const channel = new BroadcastChannel(name);
  channel.addEventListener("message", ({ data }: MessageEvent<unknown>) =>
    onChange(typeof data === "string" ? data : null),
  );
  const pass: OnChange = (request) => {
    channel.postMessage(request);
    onChange(request);
  };
  const hold = (): Promise<void> => holdStream(pass, ended.signal);
  // Without locks (a site without HTTPS) each tab has its own stream.
  if ("locks" in navigator)
    navigator.locks.request(name, { signal: ended.signal }, hold).catch(() => undefined);
  else void hold();
  return () => {
    ended.abort();
    channel.close();
  };
}

/** Keeps a stream open until told to stop. A refusal ends a browser's own reconnecting, so it begins anew after a pause that grows. */
function holdStream(pass: OnChange, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let source: EventSource | null = null;
    let again: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    let heard = false;
    const begin = (): void => {
      source = new EventSource("/live");
      source.addEventListener("sync", () => {
        failures = 0;
        // The first one belongs to a page that was read just now.
        if (heard) pass(null);
        heard = true;
      });
      source.addEventListener("change", ({ data }: MessageEvent<string>) => pass(requestIn(data)));
      source.addEventListener("error", () => {
        if (source?.readyState !== EventSource.CLOSED) return;
        again = setTimeout(begin, pausesMs[Math.min(failures, pausesMs.length - 1)]);
        failures += 1;
      });
    };
    signal.addEventListener("abort", () => {
      clearTimeout(again);
      source?.close();
      resolve();
    });
    begin();
  });
}

function requestIn(data: string): string | null {
  const read: unknown = JSON.parse(data);
  const request: unknown = typeof read === "object" && read !== null ? Reflect.get(read, "request") : null;
  return typeof request === "string" ? request : null;
}
