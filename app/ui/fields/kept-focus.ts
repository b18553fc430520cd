import { useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";

/** What had the focus when its form was sent, and how to find its like when it is gone, or else a button of the group (`data-focus-group`) that it stood in. */
type Sent = { element: HTMLElement; like: string; group: string };

/**
 * Gives the focus back after a form of this page was sent and the page shows the answer: to the same control, to its like where it was made
 * anew, else to a button of its group, or else to what `orTo` selects. Where something has the focus by then (a refusal), it stays.
 */
export function useKeptFocus(orTo: string): void {
  const sent = useRef<Sent | null>(null);
  const { state } = useNavigation();
  useEffect(() => {
    const remember = ({ submitter }: SubmitEvent): void => {
      const focused = document.activeElement;
      const element = focused instanceof HTMLElement && focused !== document.body ? focused : submitter;
      sent.current = element && { element, like: selectorOf(element), group: buttonOfGroup(element) };
    };
    document.addEventListener("submit", remember, { capture: true });
    return () => document.removeEventListener("submit", remember, { capture: true });
  }, []);
  useEffect(() => {
    const before = sent.current;
    if (state !== "idle" || before === null) return;
    sent.current = null;
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    const found = before.element.isConnected
      ? before.element
      : document.querySelector<HTMLElement>(before.like);
    const near = found ?? document.querySelector<HTMLElement>(before.group);
    (near ?? document.querySelector<HTMLElement>(orTo))?.focus();
  }, [state, orTo]);
}

function selectorOf(element: HTMLElement): string {
  if (element.id) return `#${CSS.escape(element.id)}`;
  const names = ["data-focus", "name", "value"].flatMap((name) => {
    const value = element.getAttribute(name);
    return value === null ? [] : [`[${name}="${CSS.escape(value)}"]`];
  });
  return names.length === 0 ? orNothing : element.tagName.toLowerCase() + names.join("");
}

function buttonOfGroup(element: HTMLElement): string {
  const group = element.closest<HTMLElement>("[data-focus-group]")?.dataset["focusGroup"];
  return group === undefined ? orNothing : `[data-focus-group="${CSS.escape(group)}"] button`;
}

/** Selects nothing: what has neither an id nor a name can't be told from others. */
const orNothing = "[data-focus='']:not(*)";
