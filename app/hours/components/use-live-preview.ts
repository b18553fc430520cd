import { useFetcher } from "@remix-run/react";
import { useEffect, useRef, type FormEvent } from "react";

import type { PreviewReply } from "#app/hours/preview-reply.server.ts";

const pauseMs = 350;

/** Asks for a preview whenever the form rests for a moment; without scripts the Preview button does the same. */
export function useLivePreview(first: PreviewReply | null): { reply: PreviewReply | null; onInput: (event: FormEvent<HTMLFormElement>) => void } {
  const fetcher = useFetcher<{ preview?: PreviewReply | null }>();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);
  const ask = (form: HTMLFormElement): void => {
    const values = new FormData(form);
    values.set("intent", "preview");
    fetcher.submit(values, { method: "post" });
  };
  return {
    reply: fetcher.data ? (fetcher.data.preview ?? null) : first,
    onInput: (event) => {
      const form = event.currentTarget;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => ask(form), pauseMs);
    },
  };
}
