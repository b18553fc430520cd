import { useLocation, useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";

/**
 * Gives a form that was saved its fresh state on the page that follows, as a new page load does without scripts: a redirect to the same page mounts
 * nothing anew, so that the errors of an earlier try, and what was typed, would stand there still. Once, in the root.
 */
export function useFreshForms(): void {
  const sent = useRef<HTMLFormElement | null>(null);
  const { state } = useNavigation();
  const location = useLocation();
  useEffect(() => {
    const remember = (event: SubmitEvent): void => {
      sent.current =
        event.target instanceof HTMLFormElement && event.target.method === "post" ? event.target : null;
    };
    document.addEventListener("submit", remember, { capture: true });
    return () => document.removeEventListener("submit", remember, { capture: true });
  }, []);
  useEffect(() => {
    if (state !== "idle") return;
    if (isRedirect(location.state) && sent.current?.isConnected) sent.current.reset();
    sent.current = null;
  }, [state, location]);
}

/** Remix marks so what a redirect led to; an answer without one (a refusal) leaves the form alone. */
function isRedirect(state: unknown): boolean {
  return typeof state === "object" && state !== null && "_isRedirect" in state && state._isRedirect === true;
}
