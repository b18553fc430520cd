import { RemixBrowser } from "@remix-run/react";
import { startTransition, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";

import { isLocale, shownLocale, useLocaleFrom } from "#app/platform/i18n/locale.ts";

useLocaleFrom(() => {
  const locale = shownLocale() ?? document.documentElement.lang;
  return isLocale(locale) ? locale : "nl";
});

// Who goes on before a page has come breaks off its reading: Remix leaves that refusal to nobody, and it is no error.
addEventListener("unhandledrejection", (event) => {
  if (event.reason instanceof DOMException && event.reason.name === "AbortError") event.preventDefault();
});

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RemixBrowser />
    </StrictMode>,
  );
});
