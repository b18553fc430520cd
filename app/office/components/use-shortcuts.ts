import { useNavigate, useRouteLoaderData } from "@remix-run/react";
import { useEffect } from "react";

import { pressRowKey } from "#app/ui/table/row-keys.ts";
import { pressKey, shortcutPlace, type Shortcut } from "#app/ui/shell/shortcuts.ts";
import { isPlainKey } from "#app/ui/shell/typing.ts";
import { pressUndo } from "#app/ui/undo-form.tsx";
import type { StaffFrameData } from "#app/office/staff-frame.server.ts";

/** How long the first key of a pair waits for the second, in milliseconds. */
const patience = 1500;

/** Listens for the staff pages' keys; silent while somebody types, with a modifier held, and when switched off. */
export function useShortcuts(on: boolean): void {
  const navigate = useNavigate();
  useEffect(() => {
    if (!on) return;
    let held = "";
    let heldAt = 0;
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || !isPlainKey(event)) return;
      const pressed = pressKey(event.timeStamp - heldAt < patience ? held : "", event.key);
      held = pressed.held;
      heldAt = event.timeStamp;
      const { shortcut } = pressed;
      if (!shortcut) return;
      if ("to" in shortcut) navigate(shortcutPlace(shortcut.to, window.location.pathname));
      else if (!answered(shortcut)) return;
      event.preventDefault();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [on, navigate]);
}

/** Tells whether this page listens to keys: a staff page of somebody who has them on. */
export function useShortcutsOn(): boolean {
  const frame = useRouteLoaderData<StaffFrameData>("routes/staff/layout");
  return frame?.shortcutsOn ?? false;
}

/** Does what a key does on the page itself; false where the page has nothing for it. */
function answered(shortcut: Exclude<Shortcut, { to: string }>): boolean {
  if ("row" in shortcut) return pressRowKey(shortcut.row);
  return "press" in shortcut ? pressUndo() : focusSearch();
}

function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>("input[type=search]");
  field?.focus();
  field?.select();
  return Boolean(field);
}
