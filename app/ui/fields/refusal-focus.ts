import { useEffect, useRef, type RefObject } from "react";

/**
 * The focus, and with it the page, goes to what is wrong when it appears, and again for the next answer; a form with a wrong field has the focus there already.
 * `answer` is whatever is new with each answer of the server; null while nothing is wrong.
 */
export function useRefusalFocus<Element extends HTMLElement>(answer: unknown): RefObject<Element> {
  const box = useRef<Element>(null);
  useEffect(() => {
    if (answer === null || box.current?.closest("form")?.querySelector("[aria-invalid=true]")) return;
    box.current?.focus();
  }, [answer]);
  return box;
}
