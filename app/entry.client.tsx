import { RemixBrowser } from "@remix-run/react";
import { startTransition, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";

import { isLocale, useLocaleFrom } from "#app/platform/i18n/locale.ts";

useLocaleFrom(() => {
  const locale = document.documentElement.lang;
  return isLocale(locale) ? locale : "nl";
});

startTransition(() => {
  hydrateRoot(document, <StrictMode><RemixBrowser /></StrictMode>);
});
