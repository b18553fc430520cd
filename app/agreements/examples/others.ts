import type { TemplateContent } from "#app/agreements/rules/template.ts";

import { exampleClause } from "./example-clause.ts";

/** An example of a data processing agreement (article 28 GDPR). */
export const dataProcessing: TemplateContent = {
  title: {
    nl: "Verwerkersovereenkomst",
    de: "Vertrag zur Auftragsverarbeitung",
    en: "Data processing agreement",
  },
  clauses: [
    exampleClause,
    {
      id: "subject",
      when: [],
      heading: { nl: "Onderwerp", de: "Gegenstand", en: "Subject" },
      text: {
        nl: "{{msp_name}} (verwerker) verwerkt persoonsgegevens in opdracht van {{client_name}} (verwerkingsverantwoordelijke), uitsluitend voor: {{processing}}.",
        de: "{{msp_name}} (Auftragsverarbeiter) verarbeitet personenbezogene Daten im Auftrag von {{client_name}} (Verantwortlicher), ausschließlich für: {{processing}}.",
        en: "{{msp_name}} (processor) processes personal data for {{client_name}} (controller), only for: {{processing}}.",
      },
    },
    {
      id: "duties",
      when: [],
      heading: {
        nl: "Plichten van de verwerker",
        de: "Pflichten des Auftragsverarbeiters",
        en: "The processor's duties",
      },
      text: {
        nl: "{{msp_name}}:\n\n- verwerkt alleen op schriftelijke instructie;\n- houdt de gegevens geheim en beveiligt ze passend;\n- meldt een datalek zonder onnodige vertraging, uiterlijk binnen 24 uur na ontdekking;\n- helpt bij verzoeken van betrokkenen en bij controles;\n- wist de gegevens of geeft ze terug bij het einde.",
        de: "{{msp_name}}:\n\n- verarbeitet nur auf dokumentierte Weisung;\n- wahrt die Vertraulichkeit und schützt die Daten angemessen;\n- meldet Datenschutzverletzungen unverzüglich, spätestens 24 Stunden nach Entdeckung;\n- unterstützt bei Anfragen Betroffener und bei Prüfungen;\n- löscht die Daten am Ende oder gibt sie zurück.",
        en: "{{msp_name}}:\n\n- processes on documented instructions only;\n- keeps the data confidential and protects them appropriately;\n- reports a breach without undue delay, within 24 hours of discovery at most;\n- helps with requests of data subjects and with audits;\n- deletes or returns the data at the end.",
      },
    },
    {
      id: "subprocessors",
      when: [{ field: "subprocessors", is: "filled" }],
      heading: { nl: "Subverwerkers", de: "Unterauftragsverarbeiter", en: "Sub-processors" },
      text: {
        nl: "{{client_name}} stemt in met deze subverwerkers: {{subprocessors}}. Een wijziging wordt 30 dagen vooraf gemeld.",
        de: "{{client_name}} stimmt diesen Unterauftragsverarbeitern zu: {{subprocessors}}. Änderungen werden 30 Tage vorher angekündigt.",
        en: "{{client_name}} agrees to these sub-processors: {{subprocessors}}. A change is announced 30 days ahead.",
      },
    },
    {
      id: "term",
      when: [],
      heading: { nl: "Duur", de: "Dauer", en: "Duration" },
      text: {
        nl: "Deze overeenkomst geldt zolang {{msp_name}} gegevens van {{client_name}} verwerkt. Datum: {{date}}.",
        de: "Dieser Vertrag gilt, solange {{msp_name}} Daten von {{client_name}} verarbeitet. Datum: {{date}}.",
        en: "This agreement holds as long as {{msp_name}} processes data of {{client_name}}. Date: {{date}}.",
      },
    },
  ],
};

/** An example of a change to a running contract. */
export const changeOrder: TemplateContent = {
  title: { nl: "Wijzigingsopdracht", de: "Änderungsauftrag", en: "Change order" },
  clauses: [
    exampleClause,
    {
      id: "change",
      when: [],
      heading: { nl: "Wat er wijzigt", de: "Was sich ändert", en: "What changes" },
      text: {
        nl: "In {{contract}} tussen {{msp_name}} en {{client_name}} wijzigt vanaf {{start_date}}: {{change}}\n\n{{table:lines}}",
        de: "Im Vertrag {{contract}} zwischen {{msp_name}} und {{client_name}} ändert sich ab dem {{start_date}}: {{change}}\n\n{{table:lines}}",
        en: "In {{contract}} between {{msp_name}} and {{client_name}}, from {{start_date}} this changes: {{change}}\n\n{{table:lines}}",
      },
    },
    {
      id: "price",
      when: [{ field: "price_difference", is: "filled" }],
      heading: { nl: "Verschil in prijs", de: "Preisunterschied", en: "Difference in price" },
      text: {
        nl: "Het maandbedrag verandert met {{price_difference}}, exclusief btw.",
        de: "Der Monatsbetrag ändert sich um {{price_difference}} zuzüglich USt.",
        en: "The monthly amount changes by {{price_difference}}, excluding VAT.",
      },
    },
    {
      id: "rest",
      when: [],
      heading: { nl: "Verder ongewijzigd", de: "Im Übrigen unverändert", en: "Otherwise unchanged" },
      text: {
        nl: "Al het andere in {{contract}} blijft gelden.",
        de: "Im Übrigen gilt {{contract}} unverändert.",
        en: "Everything else in {{contract}} remains in force.",
      },
    },
  ],
};

/** An example of a notice of termination. */
export const notice: TemplateContent = {
  title: { nl: "Opzegging", de: "Kündigung", en: "Notice of termination" },
  clauses: [
    exampleClause,
    {
      id: "notice",
      when: [],
      heading: { nl: "Opzegging", de: "Kündigung", en: "Notice" },
      text: {
        nl: "{{contract}} tussen {{msp_name}} en {{client_name}} eindigt op {{end_date}}.",
        de: "{{contract}} zwischen {{msp_name}} und {{client_name}} endet am {{end_date}}.",
        en: "{{contract}} between {{msp_name}} and {{client_name}} ends on {{end_date}}.",
      },
    },
    {
      id: "reason",
      when: [{ field: "reason", is: "filled" }],
      heading: { nl: "Reden", de: "Grund", en: "Reason" },
      text: { nl: "{{reason}}", de: "{{reason}}", en: "{{reason}}" },
    },
  ],
};
