import { useEffect, useRef, useState, type FormEvent } from "react";

import type { PreviewReply } from "#app/hours/preview-reply.server.ts";

const pauseMs = 350;

/** Where a preview is asked for while somebody types. */
export const previewPath = "/staff/time/preview";

/** What the preview answers; null while the form isn't whole. */
export type PreviewAnswer = { preview: PreviewReply | null };

type LivePreview = {
  reply: PreviewReply | null;
  onInput: (event: FormEvent<HTMLFormElement>) => void;
  onSubmit: () => void;
};

/**
 * Asks for a preview whenever the form rests for a moment; without scripts the Preview button does the same. It is no navigation and reloads nothing,
 * so that it can't get in the way of the form that is sent; and sending the form calls it off. `entryId` is the entry that is changed, null for new time; `seen` names its state on screen: what was
 * asked of another one is not shown any more.
 */
export function useLivePreview(first: PreviewReply | null, entryId: string | null, seen = ""): LivePreview {
  const [beside, setBeside] = useState<{
    of: PreviewReply | null;
    seen: string;
    reply: PreviewReply | null;
  } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const asked = useRef<AbortController>();
  const callOff = (): void => {
    clearTimeout(timer.current);
    asked.current?.abort();
  };
  useEffect(() => callOff, []);
  const ask = async (form: HTMLFormElement): Promise<void> => {
    const values = new FormData(form);
    values.set("intent", "preview");
    if (entryId !== null) values.set("entryId", entryId);
    const { signal } = (asked.current = new AbortController());
    const answer = await fetch(previewPath, { method: "POST", body: values, signal });
    const reply: unknown = await answer.json();
    if (!signal.aborted && isAnswer(reply)) setBeside({ of: first, seen, reply: reply.preview });
  };
  return {
    reply: beside?.of === first && beside.seen === seen ? beside.reply : first,
    onInput: (event) => {
      const form = event.currentTarget;
      callOff();
      // What fails here costs a preview only: the button asks again.
      timer.current = setTimeout(() => void ask(form).catch(() => undefined), pauseMs);
    },
    onSubmit: callOff,
  };
}

function isAnswer(reply: unknown): reply is PreviewAnswer {
  return typeof reply === "object" && reply !== null && "preview" in reply;
}
