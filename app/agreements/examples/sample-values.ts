import type { OwnField, OwnTable, AgreementKind } from "#app/agreements/kinds.ts";
import type { Tables } from "#app/agreements/rules/clauses.ts";
import type { TemplateLocale, Texts } from "#app/agreements/rules/template.ts";

const inAll = (text: string): Texts => ({ nl: text, de: text, en: text });

/** What a preview puts where an agreement has its own values: fields of the client, and of each kind. */
export const sampleFields: Record<
  OwnField<AgreementKind> | "client_name" | "client_address" | "client_vat_number",
  Texts
> = {
  client_name: { nl: "Voorbeeld B.V.", de: "Muster GmbH", en: "Example Ltd" },
  client_address: {
    nl: "Dorpsstraat 1, 3511 AB Utrecht",
    de: "Hauptstraße 1, 50667 Köln",
    en: "1 High Street, London SW1A 1AA",
  },
  client_vat_number: { nl: "NL000000000B00", de: "DE000000000", en: "GB000000000" },
  start_date: { nl: "1 januari 2027", de: "1. Januar 2027", en: "1 January 2027" },
  end_date: { nl: "31 december 2027", de: "31. Dezember 2027", en: "31 December 2027" },
  term: { nl: "12 maanden", de: "12 Monate", en: "12 months" },
  notice_period: { nl: "1 maand", de: "1 Monat", en: "1 month" },
  price_per_month: { nl: "€ 725,00", de: "725,00 €", en: "€725.00" },
  price_difference: { nl: "€ 55,00 per maand meer", de: "55,00 € mehr im Monat", en: "€55.00 more a month" },
  response_times: {
    nl: "hoog: 1 uur, normaal: 4 uur, laag: 8 uur",
    de: "hoch: 1 Stunde, normal: 4 Stunden, niedrig: 8 Stunden",
    en: "high: 1 hour, normal: 4 hours, low: 8 hours",
  },
  resolution_times: {
    nl: "hoog: 8 uur, normaal: 3 dagen, laag: 5 dagen",
    de: "hoch: 8 Stunden, normal: 3 Tage, niedrig: 5 Tage",
    en: "high: 8 hours, normal: 3 days, low: 5 days",
  },
  scope: { nl: "beheer van werkplekken", de: "Betreuung der Arbeitsplätze", en: "care of workplaces" },
  included: { nl: "beheer van werkplekken", de: "Betreuung der Arbeitsplätze", en: "care of workplaces" },
  covered_work: { nl: "ondersteuning op afstand", de: "Fernunterstützung", en: "remote support" },
  not_included: { nl: "projecten en verhuizingen", de: "Projekte und Umzüge", en: "projects and moves" },
  after_term: {
    nl: "Daarna loopt de overeenkomst per maand door.",
    de: "Danach läuft der Vertrag monatlich weiter.",
    en: "After that the agreement continues by the month.",
  },
  hours_left: {
    nl: "De resterende 4 uur blijven staan voor projecten.",
    de: "Die verbleibenden 4 Stunden bleiben für Projekte stehen.",
    en: "The remaining 4 hours are kept for projects.",
  },
  hours_below_zero: {
    nl: "De 1 uur onder nul wordt één keer in rekening gebracht.",
    de: "Die 1 Stunde unter null wird einmal berechnet.",
    en: "The 1 hour below zero is charged once.",
  },
  earlier_contracts: {
    nl: "De overeenkomst over vooraf gekochte uren eindigt.",
    de: "Der Vertrag über vorab gekaufte Stunden endet.",
    en: "The agreement on prepaid hours ends.",
  },
  payment: { nl: "automatische incasso", de: "SEPA-Lastschrift", en: "direct debit" },
  processing: {
    nl: "namen en e-mailadressen van medewerkers",
    de: "Namen und E-Mail-Adressen der Mitarbeitenden",
    en: "names and e-mail addresses of employees",
  },
  subprocessors: inAll("Microsoft Ireland Operations Ltd"),
  contract: { nl: "Werkplekbeheer", de: "Arbeitsplatzbetreuung", en: "Workplace care" },
  change: { nl: "twee werkplekken meer", de: "zwei Arbeitsplätze mehr", en: "two workplaces more" },
  reason: { nl: "op verzoek van de klant", de: "auf Wunsch des Kunden", en: "at the client's request" },
};

const tables: Record<OwnTable<AgreementKind>, Record<TemplateLocale, Tables[string]>> = {
  lines: {
    nl: { head: ["Regel", "Telt", "Bedrag"], rows: [["Werkplek", "10 × € 72,50", "€ 725,00"]] },
    de: { head: ["Position", "Zählung", "Betrag"], rows: [["Arbeitsplatz", "10 × 72,50 €", "725,00 €"]] },
    en: { head: ["Line", "Counts", "Amount"], rows: [["Workplace", "10 × €72.50", "€725.00"]] },
  },
};

/** The tables of a preview, in a language. */
export function sampleTables(locale: TemplateLocale): Tables {
  return { lines: tables.lines[locale] };
}
