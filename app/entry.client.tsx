import { RemixBrowser } from "@remix-run/react";
import { startTransition, StrictMode, useEffect, type ReactNode } from "react";
import { hydrateRoot } from "react-dom/client";

import { localeOf, shownLocale, useLocaleFrom } from "#app/platform/i18n/locale.ts";

useLocaleFrom(() => {
  const locale = shownLocale() ?? document.documentElement.lang;
  return localeOf(locale);
});

// Who goes on before a page has come breaks off its reading: Remix leaves that refusal to nobody, and it is no error.
addEventListener("unhandledrejection", (event) => {
  if (event.reason instanceof DOMException && event.reason.name === "AbortError") event.preventDefault();
});

// An act on a page whose data is not decoded yet makes React hydrate it at once, which it can't: the page would stay without scripts for good
// (React error 345). Until then such acts are the browser's alone, as they are without scripts.
const actsOfPeople = [
  ...["keydown", "keypress", "keyup", "input", "change", "submit", "reset", "paste", "cut"],
  ...["click", "dblclick", "auxclick", "contextmenu", "mousedown", "mouseup", "drop"],
  ...["pointerdown", "pointerup", "pointercancel", "touchstart", "touchend", "touchcancel"],
];
const keepFromReact = (event: Event): void => event.stopPropagation();
for (const act of actsOfPeople) addEventListener(act, keepFromReact, { capture: true });

/** Leaves people's acts to React as soon as the page within is hydrated. */
function UntilHydrated({ children }: { children: ReactNode }): ReactNode {
  useEffect(() => {
    for (const act of actsOfPeople) removeEventListener(act, keepFromReact, { capture: true });
  }, []);
  return children;
}

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <UntilHydrated>
        <RemixBrowser />
      </UntilHydrated>
    </StrictMode>,
  );
});
