import { useEffect, useRef, useState } from "react";

import { latestArrived, type WrittenText } from "#app/desk/rules/arrived.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Button } from "#app/ui/button.tsx";
import { CloseButton, Notice } from "#app/ui/notice.tsx";

interface ArrivedTextProps {
  comments: readonly WrittenText[];
  notes: readonly WrittenText[];
  /** The ids of what the reader would write by the forms of this page. */
  ownIds: readonly string[];
}

/** Says that somebody wrote on the request while its page is open: above the page, so that nothing moves under who types. Only who asks for it is led there. */
export function ArrivedText({ comments, notes, ownIds }: ArrivedTextProps) {
  const [arrived, dismiss] = useArrived({ comments, notes, ownIds });
  return (
    <div
      role="status"
      className="fixed inset-x-4 top-18 z-30 wide:top-4 wide:left-1/2 wide:w-125 wide:-translate-x-1/2 print:hidden"
    >
      {arrived && (
        <div className="rounded-lg bg-card shadow-lg">
          <Notice
            quiet
            action={
              <span className="flex items-center gap-3">
                <Button
                  size="small"
                  onClick={() => {
                    dismiss();
                    showText(arrived.id);
                  }}
                >
                  {m.queue_arrived_show()}
                </Button>
                <CloseButton onClick={dismiss} />
              </span>
            }
          >
            {arrived.isNote
              ? m.queue_arrived_note({ name: arrived.name })
              : m.queue_arrived_answer({ name: arrived.name })}
          </Notice>
        </div>
      )}
    </div>
  );
}

type Arrived = { id: string; name: string; isNote: boolean };

function useArrived({ comments, notes, ownIds }: ArrivedTextProps): [Arrived | null, () => void] {
  const own = useRef(new Set<string>());
  const known = useRef<Set<string> | null>(null);
  const [arrived, setArrived] = useState<Arrived | null>(null);
  useEffect(() => {
    for (const id of ownIds) own.current.add(id);
    const before = known.current;
    known.current = new Set([...comments, ...notes].map(({ id }) => id));
    if (before === null) return;
    const seen = { known: before, own: own.current };
    const comment = latestArrived(comments, seen);
    const text = comment ?? latestArrived(notes, seen);
    if (text) setArrived({ id: text.id, name: text.authorName, isNote: comment === null });
  }, [comments, notes, ownIds]);
  return [arrived, () => setArrived(null)];
}

function showText(id: string): void {
  const text = document.getElementById(`text-${id}`);
  text?.scrollIntoView({ block: "center" });
  text?.focus({ preventScroll: true });
}
