// The words that the product's messages do not use: one word per thing and language, so that a reader meets
// each thing under one name.

/**
 * @typedef {{ word: RegExp, instead: string, except?: string[] }} WordRule
 * A word (or turn of phrase) that no message contains, what stands in its place, and the keys of the messages
 * that mean something else by it.
 */

/** @type {Record<"nl" | "de" | "en", WordRule[]>} */
const rules = {
  nl: [
    { word: /\bvanzelf\b/i, instead: "automatisch" },
    { word: /\bgoedenacht\b/i, instead: "Goedenavond" },
    { word: /\b(Hallo|Beste) \{/, instead: "Dag {name}" },
    { word: /\brekensom/i, instead: "berekening" },
    { word: /\bbladzijde/i, instead: "pagina" },
    { word: /\bopwaarder|\bopgewaardeerd/i, instead: "bijladen" },
    {
      word: /\bautomatisch bij(kopen|gekocht)|\bautomatische? .*\bbijgekocht/i,
      instead: "automatisch bijladen",
    },
    { word: /\bbetaalwijze/i, instead: "betaalmethode" },
    {
      word: /^Bewa(ar|ren)\b|\bbewaren$/i,
      instead: "Opslaan",
      except: ["identity_audit_broken_text"],
    },
    { word: /\b(weghalen|weggehaald|haal .* weg)\b/i, instead: "verwijderen" },
    { word: /\bhaar\b/i, instead: "die, deze (a factuur is die)" },
    { word: /\bhem\b/i, instead: "die, deze" },
    { word: /\b(brief|brieven)\b/i, instead: "e-mail, bericht" },
    { word: /\b(per|bij deze) mail\b/i, instead: "e-mail" },
    { word: /\bmunt\b/i, instead: "valuta" },
    { word: /\b(noteren|noteert|noteerde|genoteerd|opgeschreven)\b/i, instead: "boeken" },
    { word: /\bherken(t|d|de)?\b/i, instead: "betwisten" },
    { word: /\bgelijk (geven|gekregen|geeft)\b/i, instead: "tijd teruggeven" },
    { word: /\b(engineers?|managers?|financieel|financiële)\b/i, instead: "technicus, beheerder, Financiën" },
    { word: /\bleidinggevende/i, instead: "accountmanager of eigenaar" },
    { word: /\bvoorkomen\b/i, instead: "preventief" },
    { word: /\bbij bijna op\b|\buren bijna op\b/i, instead: "bij laag saldo" },
    { word: /\bstukken werk\b|\bstuk werk\b/i, instead: "boeking" },
    { word: /\bde boeken\b/i, instead: "de boekingen" },
    { word: /\b(inlezen|ingelezen|rekenblad)\b/i, instead: "importeren, spreadsheet" },
    { word: /\bde keten\b/i, instead: "het logboek" },
    { word: /\bstaat stil\b|\bstil sinds\b/i, instead: "is gestopt" },
    { word: /\bte late? factu|\bfactuur .*\bis te laat\b/i, instead: "niet op tijd betaald" },
    { word: /\b(tweede factor)\b/i, instead: "tweestapsverificatie" },
    { word: /\bnaar het begin\b/i, instead: "naar de startpagina" },
    {
      word: /^Kleuren$|\bals het apparaat\b(?<!Zoals het apparaat)/i,
      instead: "Weergave; zoals het apparaat",
    },
    { word: /\berbij of eraf\b/i, instead: "Mutatie" },
    { word: /\bhoe lang nog\b|\bte weinig om te zeggen\b/i, instead: "Looptijd; nog niet te zeggen" },
    { word: /\bschrijf het af\b/i, instead: "Automatisch afschrijven" },
    { word: /^kijk na\b|: kijk na\b/i, instead: "Controleren; naar controle" },
    { word: /\bwacht op iets\b/i, instead: "Op wachten zetten" },
    { word: /["„]/, instead: "“...”" },
    { word: /\b(artikel 44|mwst)\b/i, instead: "artikel 196 van Richtlijn 2006/112/EG" },
  ],
  de: [
    { word: /\bvon selbst\b/i, instead: "automatisch" },
    { word: /\b(Stand|Stände|Best[aä]nde?)\b|(Anfangs|End)(be)?st[aä]nd/, instead: "Saldo; Status" },
    { word: /\bGutschrift/i, instead: "Rechnungskorrektur" },
    { word: /\bMwSt\b|\bUSt(?![.-]|\w)/, instead: "USt." },
    { word: /\bGenehmig/i, instead: "Freigabe, Freigeber/in" },
    {
      word: /\bVerwalter|\bVerwaltung\b|\bLeitung/i,
      instead: "Administrator/in; Kundenbetreuung",
      except: ["hours_contract_includes"],
    },
    {
      word: /\bManager|\bAccount Manager/,
      instead: "Administrator/in; Kundenbetreuung",
      except: ["identity_mfa_must_lead"],
    },
    { word: /\bFinanzen\b/, instead: "Buchhaltung" },
    { word: /\bMitarbeitende/, instead: "Mitarbeiter/in" },
    { word: /\bKundenbetreuer/, instead: "Kundenbetreuung" },
    { word: /\bvorgebeugt\b|\bauf Anfrage\b/i, instead: "vorbeugend; angefragt" },
    { word: /\bRechenweg/i, instead: "Berechnung" },
    { word: /\bZuschlag/i, instead: "Faktor" },
    {
      word: /\bBitte senden\b|\bUm (einen|Stunden)\b.*\b(bitten|gebeten)\b/i,
      instead: "Anfrage senden; Stunden anfragen",
    },
    { word: /\bBriefe?\b/, instead: "E-Mail, Nachricht" },
    { word: /\bgemailt\b|\bmailen\b/i, instead: "per E-Mail senden" },
    { word: /\bBescheid\b/, instead: "benachrichtigen" },
    { word: /\bnicht gelungen\b/i, instead: "fehlgeschlagen" },
    { word: /\bStunden? (ist|sind)( schon)? da\b(?! gut)/i, instead: "gutgeschrieben" },
    { word: /\bgehör(t|en) Ihnen\b/i, instead: "gutgeschrieben" },
    { word: /\bstrittig|\bwiedererk|\berkenn(e|t|en)\b/i, instead: "beanstanden" },
    {
      word: /^Zurückgenommen\b|\bZeit zurücknehmen\b/i,
      instead: "storniert",
      except: ["refund_hours_taken"],
    },
    { word: /\bzwei Schritten\b|\bzweite[rn]? Faktor\b/i, instead: "Zwei-Faktor-Authentifizierung" },
    { word: /\bZum Anfang\b/i, instead: "Zur Startseite" },
    { word: /\bfast leer\b|\bbetreut\b/i, instead: "wenig Stunden; mit Vertrag" },
    { word: /\bdas Geld ist weg\b/i, instead: "die Rückbuchung ist endgültig" },
    { word: /\bBüchern?\b/, instead: "Buchungen; Buchhaltung" },
    { word: /\b(einlesen|eingelesen|Einlesung)\b/i, instead: "importieren" },
    {
      word: /\bschweigen\b|\bbei jedem Blick\b|\bDie Kette\b/i,
      instead: "sind inaktiv; bei jedem Aufruf; das Protokoll",
    },
    { word: /\bwie das Gerät\b/i, instead: "Wie im System" },
    { word: /\b(Zu- oder Abgang)\b/i, instead: "Bewegung" },
    { word: /\bwartet auf etwas\b/i, instead: "Zurückstellen" },
    { word: /\bfreiwillig/i, instead: "optional" },
    { word: /\bleben\b/i, instead: "gültig bleiben" },
    { word: /\b(Art\. 44|MwStSystRL)\b/, instead: "Art. 196 der Richtlinie 2006/112/EG" },
    { word: /"/, instead: "„...“" },
    {
      word: /Guten Tag \{name\}, (Der|Die|Das|Dies|Diese[rs]?|Es|Ein|Eine|Er|Wir|In|Zusammen|Von|Für|Bei)\b/,
      instead: "lower case after the greeting",
    },
    { word: /^Hallo\b|\bLiebe[r]? \{/, instead: "Guten Tag {name}" },
  ],
  en: [
    { word: /\bby (it|them|our|your)sel(f|ves)\b|\bsolve by\b/i, instead: "automatically" },
    { word: /\bletters?\b/i, instead: "email" },
    { word: /\be-mail/i, instead: "email" },
    { word: /\bby mail\b|\bmailed\b|\bmail (it|you)\b|\bwith this mail\b/i, instead: "by email; email" },
    { word: /\b(hour|strip) cards?\b/i, instead: "prepaid hours" },
    { word: /\bDear \{/, instead: "Hello {name}" },
    {
      word: /(?<!account )\bmanagers?\b/i,
      instead: "admin; account manager",
      except: ["identity_mfa_must_lead"],
    },
    { word: /\barithmetic\b|\bHow it goes\b/i, instead: "how it was counted; balance over time" },
    {
      word: /\bprevented\b|\bto prevent trouble\b|\bon request\b|^asked for$/i,
      instead: "preventive; requested",
    },
    { word: /\b(paid|pay|pays) (it )?back\b/i, instead: "refund" },
    { word: /\b(brought|bring) in\b/i, instead: "import" },
    {
      word: /\bstands? (here|still|on)\b|\b(it|here) stands (here|what|still)\b|\bstood here\b/i,
      instead: "is on; appears here; is paused",
    },
    { word: /\blately\b|\bthe hours run low\b/i, instead: "recently; hours are running low" },
    { word: /\bpieces? of work\b/i, instead: "time entry" },
    {
      word: /\btaken? time back\b|^taken back\b/i,
      instead: "reversed",
      except: ["refund_hours_taken"],
    },
    { word: /\bbookings?\b/i, instead: "entry, entries" },
    { word: /\bbooks\b/i, instead: "ledger" },
    { word: /\bbroken\b/i, instead: "lapsed (breakage); changed" },
    {
      word: /\blaps(e|es|ed|ing)\b/i,
      instead: "expire",
      except: ["bookkeeping_broken", "bookkeeping_how", "bookkeeping_subtitle"],
    },
    { word: /\bas the device\b/i, instead: "System" },
    { word: /\bwaiting for something\b/i, instead: "Put on hold" },
    { word: /["„]/, instead: "“...”" },
    { word: /\bbelong together\b/i, instead: "match" },
    { word: /\brehearsal\b/i, instead: "demo" },
    { word: /\bTo the start\b|\bis not here\b/i, instead: "Go to the home page; Page not found" },
    { word: /\b(days|minutes), and once\b/i, instead: "is valid for ... and works once" },
    { word: /\bthe chain\b|\bprove(s|d|n)?\b/i, instead: "the log is unchanged; verify" },
    { word: /\bhours? (is|are) there\b/i, instead: "added" },
    { word: /\bway to pay\b|\bways to pay\b/i, instead: "payment method" },
    { word: /\barticle 44\b/i, instead: "Article 196 of Directive 2006/112/EC" },
    { word: /\b(don't|doesn't|does not|do not) recogni[sz]e\b|\brecogni[sz]ed?\b/i, instead: "contest" },
  ],
};

/** Names the words in a message's texts that its language doesn't use, for the report of `check-messages`. */
export function wordDefects(language, key, texts) {
  return rules[language].flatMap(({ word, instead, except = [] }) =>
    except.includes(key)
      ? []
      : texts.flatMap((text) => {
          const found = word.exec(text)?.[0];
          return found ? [`${key}: "${found}" in ${language}: ${instead}`] : [];
        }),
  );
}
