import type { TemplateContent } from "#app/agreements/rules/template.ts";

import { exampleClause } from "./example-clause.ts";

/** An example of an agreement for managed services with service levels. */
export const managed: TemplateContent = {
  title: { nl: "Beheerovereenkomst", de: "Managed-Services-Vertrag", en: "Managed services agreement" },
  clauses: [
    exampleClause,
    {
      id: "subject",
      when: [],
      heading: { nl: "Dienst", de: "Leistung", en: "Service" },
      text: {
        nl: "{{msp_name}} beheert vanaf {{start_date}} de werkplekken en systemen van {{client_name}}.",
        de: "{{msp_name}} betreut ab dem {{start_date}} die Arbeitsplätze und Systeme von {{client_name}}.",
        en: "From {{start_date}}, {{msp_name}} manages the workplaces and systems of {{client_name}}.",
      },
    },
    {
      id: "included",
      when: [{ field: "included", is: "filled" }],
      heading: { nl: "Omvang", de: "Umfang", en: "Scope" },
      text: {
        nl: "Tot de omvang behoren: {{included}}.",
        de: "Zum Umfang gehören: {{included}}.",
        en: "The scope includes: {{included}}.",
      },
    },
    {
      id: "covered-work",
      when: [{ field: "covered_work", is: "filled" }],
      heading: {
        nl: "Werk dat in de prijs zit",
        de: "Im Preis enthaltene Arbeit",
        en: "Work that the price includes",
      },
      text: {
        nl: "Werk van deze soorten zit in de prijs en verbruikt geen uren: {{covered_work}}.",
        de: "Arbeit dieser Arten ist im Preis enthalten und verbraucht keine Stunden: {{covered_work}}.",
        en: "Work of these types is included in the price and draws no hours: {{covered_work}}.",
      },
    },
    {
      id: "not-included",
      when: [{ field: "not_included", is: "filled" }],
      heading: { nl: "Niet inbegrepen", de: "Nicht inbegriffen", en: "Not included" },
      text: {
        nl: "Niet inbegrepen: {{not_included}}.",
        de: "Nicht inbegriffen: {{not_included}}.",
        en: "Not included: {{not_included}}.",
      },
    },
    {
      id: "price",
      when: [],
      heading: { nl: "Prijs", de: "Preis", en: "Price" },
      text: {
        nl: "De prijs is {{price_per_month}} per maand, exclusief btw voor zover die verschuldigd is, opgebouwd uit:\n\n{{table:lines}}\n\nAantallen worden per maand geteld; een verschil met de vorige maand staat met de reden op de factuur.",
        de: "Der Preis beträgt {{price_per_month}} im Monat zuzüglich gesetzlicher USt., soweit sie anfällt, und setzt sich zusammen aus:\n\n{{table:lines}}\n\nMengen werden monatlich gezählt; ein Unterschied zum Vormonat steht mit Begründung auf der Rechnung.",
        en: "The price is {{price_per_month}} a month, plus statutory VAT where it is due, made up of:\n\n{{table:lines}}\n\nQuantities are counted each month; a difference from the month before is on the invoice with its reason.",
      },
    },
    {
      id: "service-levels",
      when: [{ field: "response_times", is: "filled" }],
      heading: { nl: "Reactietijden", de: "Reaktionszeiten", en: "Response times" },
      text: {
        nl: "{{msp_name}} reageert binnen deze tijden, gerekend in kantooruren: {{response_times}}.",
        de: "{{msp_name}} reagiert innerhalb dieser Zeiten, gerechnet in Geschäftszeiten: {{response_times}}.",
        en: "{{msp_name}} responds within these times, counted in business hours: {{response_times}}.",
      },
    },
    {
      id: "resolution-times",
      when: [{ field: "resolution_times", is: "filled" }],
      heading: { nl: "Oplostijden", de: "Lösungszeiten", en: "Resolution times" },
      text: {
        nl: "{{msp_name}} lost een melding op binnen deze tijden, gerekend in kantooruren: {{resolution_times}}.",
        de: "{{msp_name}} löst eine Meldung innerhalb dieser Zeiten, gerechnet in Geschäftszeiten: {{resolution_times}}.",
        en: "{{msp_name}} resolves a request within these times, counted in business hours: {{resolution_times}}.",
      },
    },
    {
      id: "outside",
      when: [],
      heading: {
        nl: "Werk buiten de overeenkomst",
        de: "Arbeit außerhalb des Umfangs",
        en: "Work outside the scope",
      },
      text: {
        nl: "Werk buiten de omvang gaat van aanwezige uren af of wordt tegen het uurtarief gefactureerd. Vooraf is te zien welke van de twee het wordt.",
        de: "Arbeit außerhalb des Umfangs geht von vorhandenen Stunden ab oder wird zum Stundensatz berechnet. Vorab ist erkennbar, welches von beiden gilt.",
        en: "Work outside the scope is drawn from hours that are left or invoiced at the hourly rate. Which of the two it is can be seen beforehand.",
      },
    },
    {
      id: "hours-left",
      when: [{ field: "hours_left", is: "filled" }],
      heading: { nl: "Uren die over zijn", de: "Verbleibende Stunden", en: "Hours left" },
      text: { nl: "{{hours_left}}", de: "{{hours_left}}", en: "{{hours_left}}" },
    },
    {
      id: "below-zero",
      when: [{ field: "hours_below_zero", is: "filled" }],
      heading: { nl: "Saldo onder nul", de: "Saldo unter null", en: "Balance below zero" },
      text: {
        nl: "{{hours_below_zero}}",
        de: "{{hours_below_zero}}",
        en: "{{hours_below_zero}}",
      },
    },
    {
      id: "earlier-contracts",
      when: [{ field: "earlier_contracts", is: "filled" }],
      heading: { nl: "Lopende contracten", de: "Laufende Verträge", en: "Contracts in force" },
      text: { nl: "{{earlier_contracts}}", de: "{{earlier_contracts}}", en: "{{earlier_contracts}}" },
    },
    {
      id: "term",
      when: [],
      heading: { nl: "Looptijd en opzegging", de: "Laufzeit und Kündigung", en: "Term and notice" },
      text: {
        nl: "De looptijd is {{term}}. Opzeggen kan in het portaal met een termijn van {{notice_period}}.",
        de: "Die Laufzeit beträgt {{term}}. Die Kündigungsfrist beträgt {{notice_period}}; gekündigt werden kann im Portal.",
        en: "The term is {{term}}. Notice can be given in the portal, with a period of {{notice_period}}.",
      },
    },
    {
      id: "after-term",
      when: [{ field: "after_term", is: "filled" }],
      heading: { nl: "Na de looptijd", de: "Nach der Laufzeit", en: "After the term" },
      text: {
        nl: "{{after_term}}",
        de: "{{after_term}}",
        en: "{{after_term}}",
      },
    },
    {
      id: "payment",
      when: [{ field: "payment", is: "filled" }],
      heading: { nl: "Betaling", de: "Zahlung", en: "Payment" },
      text: { nl: "{{payment}}", de: "{{payment}}", en: "{{payment}}" },
    },
    {
      id: "client-duties",
      when: [],
      heading: {
        nl: "Medewerking van de klant",
        de: "Mitwirkung des Auftraggebers",
        en: "The client's part",
      },
      text: {
        nl: "{{client_name}}:\n\n- meldt wie komt en gaat in het portaal;\n- houdt zich aan de afgesproken standaard voor apparaten en software;\n- geeft {{msp_name}} de toegang die het beheer nodig heeft.",
        de: "{{client_name}}:\n\n- meldet Ein- und Austritte im Portal;\n- hält den vereinbarten Standard für Geräte und Software ein;\n- gibt {{msp_name}} den Zugang, den die Betreuung braucht.",
        en: "{{client_name}}:\n\n- reports who joins and leaves in the portal;\n- keeps to the agreed standard for devices and software;\n- gives {{msp_name}} the access that managing needs.",
      },
    },
    {
      id: "liability",
      when: [],
      heading: { nl: "Aansprakelijkheid en recht", de: "Haftung und Recht", en: "Liability and law" },
      text: {
        nl: "{{msp_name}} is aansprakelijk tot ten hoogste twaalf maandbedragen, behalve bij opzet of grove schuld. Van toepassing is het recht van het land waar {{msp_name}} is gevestigd. Datum: {{date}}.",
        de: "{{msp_name}} haftet höchstens bis zu zwölf Monatsbeträgen, außer bei Vorsatz oder grober Fahrlässigkeit. Es gilt das Recht des Landes, in dem {{msp_name}} sitzt. Datum: {{date}}.",
        en: "{{msp_name}} is liable up to twelve monthly amounts, except for intent or gross negligence. The law of the country where {{msp_name}} is established applies. Date: {{date}}.",
      },
    },
  ],
};
