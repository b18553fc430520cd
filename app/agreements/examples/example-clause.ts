import type { TemplateClause } from "#app/agreements/rules/template.ts";

/** Stands first in every text that ships; whoever had a lawyer read the text takes it out. */
export const exampleClause: TemplateClause = {
  id: "example",
  when: [],
  heading: { nl: "Voorbeeldtekst", de: "Beispieltext", en: "Example text" },
  text: {
    nl: "Dit is een voorbeeld. **Laat een jurist deze tekst lezen** voordat je hem gebruikt, en haal dit artikel dan weg.",
    de: "Dies ist ein Beispiel. **Lassen Sie diesen Text juristisch prüfen**, bevor Sie ihn verwenden, und entfernen Sie dann diesen Abschnitt.",
    en: "This is an example. **Have a lawyer read this text** before you use it, and then take this clause out.",
  },
};
