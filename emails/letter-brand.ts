import { createContext } from "react";

import { brandColours, ownColour } from "#app/platform/brand/colours.ts";
import type { LetterBrand } from "#app/platform/mail/letter-brand.ts";

/** How the MSP appears in the letter that is being written; null in previews and before the first run. */
export const LetterBrandContext = createContext<LetterBrand | null>(null);

/** The rules that a mail program with a dark theme puts in the place of the letter's own colours. */
export function darkStyles(brand: LetterBrand | null): string {
  const { primary } = brandColours(brand?.colourDark?.slice(1) ?? ownColour("dark"), "dark");
  return `@media (prefers-color-scheme: dark) {
.l-paper { background-color: #111715 !important; }
.l-card { background-color: #18201d !important; border-color: #2a3531 !important; }
.l-ink { color: #e9eeeb !important; }
.l-muted { color: #9aa8a2 !important; }
.l-line { border-color: #2a3531 !important; }
.l-edge { border-color: ${primary} !important; }
.l-link { color: ${primary} !important; }
.l-button { background-color: ${primary} !important; color: #0b1a17 !important; }
.l-strip { background-color: #212b27 !important; }
.l-strip-left { background-color: ${primary} !important; }
.l-strip-owed { background-color: #e0685e !important; }
.l-day { display: none !important; }
.l-night { display: inline !important; }
}`;
}
