import { clsx } from "clsx";
import { Toast } from "radix-ui";
import { useState } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { Icon } from "#app/ui/icons.tsx";
import type { NoticeTone } from "#app/ui/notice.tsx";
import { UndoForm, type Undo } from "#app/ui/undo-form.tsx";

export interface ToastMessage {
  /** New for each message, so that the same words can come twice. */
  id: string;
  tone: NoticeTone;
  title: string;
  text?: string | undefined;
  /** Offers to undo what was done, for as long as the toast is there. */
  undo?: Undo | undefined;
}

/** How long a toast is there, in milliseconds; one that can be undone as long as the undo is offered. */
const shownMs = 7000;
const undoShownMs = 10_000;

/** One toast with its live region; errors stay until closed. On a phone it is under the top bar: at the bottom it would cover the buttons of forms. */
export default function LiveToast({ message }: { message: ToastMessage }) {
  const [isOpen, setOpen] = useState(true);
  const stays = message.tone === "error";
  return (
    <Toast.Provider
      label={m.ui_toast_region()}
      swipeDirection="right"
      duration={stays ? 86_400_000 : message.undo ? undoShownMs : shownMs}
    >
      <Toast.Root
        open={isOpen}
        onOpenChange={setOpen}
        type={stays ? "foreground" : "background"}
        className="flex items-start gap-3 rounded-lg bg-ink px-4 py-3 text-paper shadow-lg data-[state=closed]:opacity-0 data-[swipe=move]:translate-x-(--radix-toast-swipe-move-x) motion-safe:transition-opacity"
      >
        <Icon name={stays ? "stop" : "check"} size={20} className="mt-0.5 flex-none" />
        <div className="min-w-0 flex-1 wrap-anywhere">
          <Toast.Title className="font-semibold">{message.title}</Toast.Title>
          {message.text && <Toast.Description className="text-sm">{message.text}</Toast.Description>}
          {message.undo && (
            <UndoForm
              undo={message.undo}
              onSubmit={() => setOpen(false)}
              className="-mb-2 -ml-2 outline-paper!"
            />
          )}
        </div>
        <Toast.Close
          aria-label={m.ui_toast_close()}
          className="-my-2 -mr-3 grid size-11 flex-none place-items-center rounded-lg outline-paper!"
        >
          <Icon name="close" size={18} />
        </Toast.Close>
      </Toast.Root>
      <Toast.Viewport
        label={`${m.ui_toast_region()} ({hotkey})`}
        className={clsx(
          "fixed top-18 right-4 left-4 z-40 outline-none wide:top-auto wide:bottom-6 wide:left-auto",
          message.undo ? "wide:w-110" : "wide:w-96",
        )}
      />
    </Toast.Provider>
  );
}
