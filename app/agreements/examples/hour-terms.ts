import type { TemplateContent } from "#app/agreements/rules/template.ts";

import { exampleClause } from "./example-clause.ts";

/** Example terms for prepaid hours. */
export const hourTerms: TemplateContent = {
  title: {
    nl: "Voorwaarden strippenkaart",
    de: "Bedingungen für das Stundenkontingent",
    en: "Terms for prepaid hours",
  },
  clauses: [
    exampleClause,
    {
      id: "subject",
      when: [],
      heading: { nl: "Wat je koopt", de: "Was Sie kaufen", en: "What you buy" },
      text: {
        nl: "{{client_name}} koopt bij {{msp_name}} blokken van uren vooraf. Aantal, prijs en geldigheid van een blok staan bij de aankoop en op de factuur.",
        de: "{{client_name}} kauft bei {{msp_name}} Stunden im Voraus in Blöcken. Umfang, Preis und Gültigkeit eines Blocks stehen beim Kauf und auf der Rechnung.",
        en: "{{client_name}} buys hours in advance from {{msp_name}}, in blocks. Size, price and validity of a block are shown at the purchase and on the invoice.",
      },
    },
    {
      id: "use",
      when: [],
      heading: {
        nl: "Hoe uren worden afgeboekt",
        de: "Wie Stunden abgebucht werden",
        en: "How hours are drawn",
      },
      text: {
        nl: "Gewerkte tijd gaat volgens de regels per soort werk (minimumtijd, afronding, toeslag) van het blok af dat het eerst verloopt. Die regels staan in het portaal en bij elke boeking.\n\n- Werk op verzoek en preventief werk worden apart getoond.\n- Monitoring door {{msp_name}} kost geen uren.\n- Een boeking kan binnen de termijn in het portaal worden betwist.",
        de: "Gearbeitete Zeit wird nach den Regeln der jeweiligen Arbeitsart (Mindestzeit, Rundung, Faktor) vom Block abgezogen, der zuerst abläuft. Diese Regeln stehen im Portal und bei jedem Zeiteintrag.\n\n- Angefragte und vorbeugende Arbeit werden getrennt ausgewiesen.\n- Die Überwachung durch {{msp_name}} kostet keine Stunden.\n- Ein Zeiteintrag kann innerhalb der Frist im Portal beanstandet werden.",
        en: "Time worked is drawn by the rules for each kind of work (minimum time, rounding, multiplier) from the block that expires first. These rules are shown in the portal and with each time entry.\n\n- Requested and preventive work are shown apart.\n- Monitoring by {{msp_name}} uses no hours.\n- A time entry can be contested in the portal within the time limit.",
      },
    },
    {
      id: "payment",
      when: [],
      heading: { nl: "Betaling en ingang", de: "Zahlung und Beginn", en: "Payment and start" },
      text: {
        nl: "Uren worden bijgeschreven zodra de betaling zeker is en deze voorwaarden zijn ondertekend. Op dat moment begint de geldigheid.",
        de: "Stunden werden gutgeschrieben, sobald die Zahlung bestätigt ist und diese Bedingungen unterzeichnet sind. Damit beginnt die Gültigkeit.",
        en: "Hours are added once the payment has cleared and these terms are signed. The validity begins at that moment.",
      },
    },
    {
      id: "expiry",
      when: [],
      heading: { nl: "Verlopen", de: "Ablauf", en: "Expiry" },
      text: {
        nl: "Uren die na hun geldigheid over zijn, vervallen. {{msp_name}} waarschuwt **30, 7 en 1 dag** vooraf per e-mail.",
        de: "Stunden, die nach Ablauf der Gültigkeit übrig sind, verfallen. {{msp_name}} warnt **30, 7 und 1 Tag** vorher per E-Mail.",
        en: "Hours left after their validity lapse. {{msp_name}} warns **30, 7 and 1 day** ahead by email.",
      },
    },
    {
      id: "below-zero",
      when: [],
      heading: { nl: "Werk onder nul", de: "Arbeit unter null", en: "Work below zero" },
      text: {
        nl: "Is het saldo op, dan gaat verder werk van het volgende blok af of wordt het per maand tegen het uurtarief gefactureerd, zoals in het portaal is ingesteld.",
        de: "Ist der Saldo aufgebraucht, geht weitere Arbeit vom nächsten Block ab oder wird monatlich zum Stundensatz berechnet, wie im Portal eingestellt.",
        en: "When the balance is used up, further work comes off the next block or is invoiced by the month at the hourly rate, as set in the portal.",
      },
    },
    {
      id: "liability",
      when: [],
      heading: { nl: "Aansprakelijkheid", de: "Haftung", en: "Liability" },
      text: {
        nl: "{{msp_name}} is aansprakelijk tot ten hoogste het bedrag van de blokken van de laatste twaalf maanden, behalve bij opzet of grove schuld.",
        de: "{{msp_name}} haftet höchstens bis zum Betrag der Blöcke der letzten zwölf Monate, außer bei Vorsatz oder grober Fahrlässigkeit.",
        en: "{{msp_name}} is liable up to the amount of the blocks of the last twelve months, except for intent or gross negligence.",
      },
    },
    {
      id: "law",
      when: [],
      heading: { nl: "Wijzigen en recht", de: "Änderung und Recht", en: "Changes and law" },
      text: {
        nl: "Nieuwe voorwaarden gelden pas na ondertekening door {{client_name}}. Van toepassing is het recht van het land waar {{msp_name}} is gevestigd. Datum: {{date}}.",
        de: "Neue Bedingungen gelten erst nach Unterzeichnung durch {{client_name}}. Es gilt das Recht des Landes, in dem {{msp_name}} sitzt. Datum: {{date}}.",
        en: "New terms hold only once {{client_name}} has signed them. The law of the country where {{msp_name}} is established applies. Date: {{date}}.",
      },
    },
  ],
};
