import { clsx } from "clsx";

import { m } from "#app/platform/generated/i18n/messages.js";
import { Form } from "#app/ui/form.tsx";

/** An act that can be undone, and the address that undoes it. */
export interface Undo {
  to: string;
  act: string;
}

/** The button that undoes what was done just now: a plain form, so it works without scripts; the key z presses it. */
export function UndoForm({
  undo: { to, act },
  onSubmit,
  className,
}: {
  undo: Undo;
  onSubmit?: (() => void) | undefined;
  className?: string | undefined;
}) {
  return (
    <Form method="post" action={to} preventScrollReset onSubmit={onSubmit}>
      <input type="hidden" name="act" value={act} />
      <button
        type="submit"
        name="intent"
        value="undo-act"
        data-undo=""
        className={clsx("min-h-11 rounded-md px-2 font-semibold underline underline-offset-2", className)}
      >
        {m.ui_undo()}
      </button>
    </Form>
  );
}

/** Presses the button that undoes the latest act; false where the page offers none. */
export function pressUndo(): boolean {
  const button = [...document.querySelectorAll<HTMLElement>("button[data-undo]")].at(-1);
  button?.click();
  return Boolean(button);
}
