import type { TemplateClause, TemplateContent } from "#app/agreements/rules/template.ts";

/** The first clause of every example text; the MSP removes it once a lawyer has read the text. */
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

/** Tells whether a text still begins with the clause that says it is an example. */
export function isExample({ clauses }: Pick<TemplateContent, "clauses">): boolean {
  return clauses.some(({ id }) => id === exampleClause.id);
}
