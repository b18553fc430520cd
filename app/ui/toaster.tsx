import { lazy, Suspense, useState } from "react";

import { useHydrated } from "#app/ui/hydrated.ts";
import type { ToastMessage } from "#app/ui/live-toast.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { UndoForm } from "#app/ui/undo-form.tsx";

export type { ToastMessage };

const LiveToast = lazy(() => import("#app/ui/live-toast.tsx"));

/** Shows what just happened on a page (its entry in the browser's history): a toast that screen readers hear, loaded only when there is one; without scripts a notice on the page. */
export function Toaster({ message: came, page }: { message: ToastMessage | null; page: string }) {
  const hydrated = useHydrated();
  const message = useKept(came, page);
  if (!message) return null;
  if (hydrated)
    return (
      <Suspense fallback={null}>
        <LiveToast key={message.id} message={message} />
      </Suspense>
    );
  return (
    <noscript>
      <div className="mx-4 mt-4 wide:mx-9">
        <Notice
          tone={message.tone}
          title={message.title}
          action={message.undo && <UndoForm undo={message.undo} />}
        >
          {message.text}
        </Notice>
      </div>
    </noscript>
  );
}

/** The message until the next page. One that reads its data anew meanwhile has none to bring; one that answers a refused form still brings the message of the page before, which is over. */
function useKept(came: ToastMessage | null, page: string): ToastMessage | null {
  const [kept, setKept] = useState({ message: came, page });
  if (came && came.id !== kept.message?.id) {
    setKept({ message: came, page });
    return came;
  }
  return kept.page === page ? kept.message : null;
}
