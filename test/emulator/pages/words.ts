/** The languages of the hosted pages. */
export type Language = "nl" | "de" | "en";

const en = {
  banner: "Emulator: no real money moves",
  checkout: "Pay",
  setup: "Save a payment method",
  order: "Your order",
  subtotal: "Subtotal",
  vat: "VAT",
  reverse: "VAT reverse-charged",
  total: "Total",
  method: "Payment method",
  billing: "Billing details",
  name: "Company name",
  line1: "Street and number",
  postalCode: "Postcode",
  city: "City",
  country: "Country (two letters)",
  vatId: "VAT number",
  email: "E-mail",
  testCard: "Test card",
  cardOk: "4242: always works",
  cardAuthentication: "3184: asks for authentication when charged later",
  cardDecline: "0341: is declined when charged later",
  pay: "Pay",
  save: "Save",
  other: "Try another outcome",
  pay3ds: "Pay with extra authentication",
  payDelayed: "Pay by direct debit (the money arrives later)",
  decline: "Let the payment be declined",
  expire: "Let this page expire",
  cancel: "Back without paying",
  declined: "The payment was declined. Choose another method or try again.",
  delayedNote: "A direct debit takes some days. Until then the payment is pending.",
  complete: "This payment is complete",
  completeText: "Nothing more is charged. You can close this page.",
  expired: "This page has expired",
  expiredText: "Nothing was charged. Go back to start again.",
  back: "Back to the shop",
  authenticate: "Confirm your payment",
  authenticateText: "Your bank asks whether it is you who pays.",
  authenticateOk: "It is me, confirm",
  authenticateFail: "Refuse",
  nothingToDo: "There is nothing to confirm",
  invoice: "Invoice",
  creditNote: "Credit note",
  date: "Date",
  due: "Due",
  customer: "Customer",
  paid: "Paid",
  open: "Open",
  download: "Download the PDF",
  ideal: "iDEAL",
  bancontact: "Bancontact",
  card: "Card",
  sepa_debit: "SEPA direct debit",
  us_bank_account: "US bank account",
};

/** The words of a language. */
export type Words = typeof en;

const nl: Words = {
  banner: "Emulator: er gaat geen echt geld om",
  checkout: "Betalen",
  setup: "Betaalmethode bewaren",
  order: "Uw bestelling",
  subtotal: "Subtotaal",
  vat: "Btw",
  reverse: "Btw verlegd",
  total: "Totaal",
  method: "Betaalmethode",
  billing: "Factuurgegevens",
  name: "Bedrijfsnaam",
  line1: "Straat en huisnummer",
  postalCode: "Postcode",
  city: "Plaats",
  country: "Land (twee letters)",
  vatId: "Btw-nummer",
  email: "E-mail",
  testCard: "Testkaart",
  cardOk: "4242: werkt altijd",
  cardAuthentication: "3184: vraagt later om bevestiging",
  cardDecline: "0341: wordt later geweigerd",
  pay: "Betalen",
  save: "Bewaren",
  other: "Een andere uitkomst proberen",
  pay3ds: "Betalen met extra bevestiging",
  payDelayed: "Betalen met incasso (het geld komt later)",
  decline: "De betaling laten weigeren",
  expire: "Deze pagina laten verlopen",
  cancel: "Terug zonder te betalen",
  declined: "De betaling is geweigerd. Kies een andere methode of probeer het opnieuw.",
  delayedNote: "Een incasso duurt enkele dagen. Tot dan is de betaling in behandeling.",
  complete: "Deze betaling is afgerond",
  completeText: "Er wordt niets meer afgeschreven. U kunt deze pagina sluiten.",
  expired: "Deze pagina is verlopen",
  expiredText: "Er is niets afgeschreven. Ga terug om opnieuw te beginnen.",
  back: "Terug naar de winkel",
  authenticate: "Bevestig uw betaling",
  authenticateText: "Uw bank vraagt of u het bent die betaalt.",
  authenticateOk: "Ik ben het, bevestigen",
  authenticateFail: "Weigeren",
  nothingToDo: "Er is niets te bevestigen",
  invoice: "Factuur",
  creditNote: "Creditnota",
  date: "Datum",
  due: "Vervaldatum",
  customer: "Klant",
  paid: "Betaald",
  open: "Open",
  download: "De pdf downloaden",
  ideal: "iDEAL",
  bancontact: "Bancontact",
  card: "Kaart",
  sepa_debit: "SEPA-incasso",
  us_bank_account: "Amerikaanse bankrekening",
};

const de: Words = {
  banner: "Emulator: es fließt kein echtes Geld",
  checkout: "Bezahlen",
  setup: "Zahlungsmethode speichern",
  order: "Ihre Bestellung",
  subtotal: "Zwischensumme",
  vat: "USt.",
  reverse: "Steuerschuldnerschaft des Leistungsempfängers",
  total: "Gesamt",
  method: "Zahlungsmethode",
  billing: "Rechnungsangaben",
  name: "Firmenname",
  line1: "Straße und Hausnummer",
  postalCode: "Postleitzahl",
  city: "Ort",
  country: "Land (zwei Buchstaben)",
  vatId: "USt-IdNr.",
  email: "E-Mail",
  testCard: "Testkarte",
  cardOk: "4242: funktioniert immer",
  cardAuthentication: "3184: verlangt später eine Bestätigung",
  cardDecline: "0341: wird später abgelehnt",
  pay: "Bezahlen",
  save: "Speichern",
  other: "Einen anderen Ausgang ausprobieren",
  pay3ds: "Mit zusätzlicher Bestätigung bezahlen",
  payDelayed: "Mit Lastschrift bezahlen (das Geld kommt später)",
  decline: "Die Zahlung ablehnen lassen",
  expire: "Diese Seite ablaufen lassen",
  cancel: "Zurück, ohne zu bezahlen",
  declined: "Die Zahlung wurde abgelehnt. Wählen Sie eine andere Methode oder versuchen Sie es erneut.",
  delayedNote: "Eine Lastschrift dauert einige Tage. Bis dahin ist die Zahlung in Bearbeitung.",
  complete: "Diese Zahlung ist abgeschlossen",
  completeText: "Es wird nichts mehr abgebucht. Sie können diese Seite schließen.",
  expired: "Diese Seite ist abgelaufen",
  expiredText: "Es wurde nichts abgebucht. Gehen Sie zurück, um neu zu beginnen.",
  back: "Zurück zum Shop",
  authenticate: "Bestätigen Sie Ihre Zahlung",
  authenticateText: "Ihre Bank fragt, ob Sie es sind, der bezahlt.",
  authenticateOk: "Ich bin es, bestätigen",
  authenticateFail: "Ablehnen",
  nothingToDo: "Es gibt nichts zu bestätigen",
  invoice: "Rechnung",
  creditNote: "Gutschrift",
  date: "Datum",
  due: "Fällig am",
  customer: "Kunde",
  paid: "Bezahlt",
  open: "Offen",
  download: "PDF herunterladen",
  ideal: "iDEAL",
  bancontact: "Bancontact",
  card: "Karte",
  sepa_debit: "SEPA-Lastschrift",
  us_bank_account: "US-Bankkonto",
};

const dictionaries: Record<Language, Words> = { nl, de, en };

/** The words of a language. */
export function wordsOf(language: Language): Words {
  return dictionaries[language];
}

/** The language of a session's locale; "auto" follows what the browser accepts. */
export function languageOf(locale: string, accepted: string): Language {
  const asked = locale === "" || locale === "auto" ? accepted : locale;
  for (const tag of asked.toLowerCase().split(",")) {
    const known = (["nl", "de", "en"] as const).find((language) => tag.trim().startsWith(language));
    if (known) return known;
  }
  return "en";
}

/** The name of a payment method. */
export function methodName(words: Words, type: string): string {
  const names: Record<string, string> = words;
  return names[type] ?? type;
}

/** Minor units as money of a currency. */
export function money(minor: number, currency: string, language: Language): string {
  return new Intl.NumberFormat(language, { style: "currency", currency: currency || "eur" }).format(
    minor / 100,
  );
}

/** Unix seconds as a day. */
export function day(seconds: number, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "Europe/Amsterdam" }).format(
    seconds * 1000,
  );
}
