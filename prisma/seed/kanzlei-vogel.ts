import type { Story } from "#prisma/seed/story.ts";

/** Four months at the law office: a block of twenty hours, used up and 1 h 25 past zero. */
export const kanzleiVogel: Story = {
  requests: {
    wartung: { title: "Laufende Wartung", description: "Aktualisierungen, Sicherungen und Prüfungen nach Absprache.", daysAgo: 119, by: "eva", state: "in_progress" },
    server: { title: "Austausch des Servers", description: "Der alte Server ist sieben Jahre alt und wird laut.", daysAgo: 119, by: "eva", state: "done" },
    bea: { title: "beA lässt sich nicht öffnen", daysAgo: 95, by: "eva", state: "done" },
    empfang: { title: "Neuer Arbeitsplatz am Empfang", daysAgo: 88, by: "eva", state: "done" },
    telefon: { title: "Rufumleitung der Telefonanlage", daysAgo: 67, by: "eva", state: "done" },
    drucker: { title: "Drucker im zweiten Stock", daysAgo: 48, by: "eva", state: "done" },
    diktat: { title: "Diktiergerät wird nicht erkannt", daysAgo: 20, by: "eva", state: "done" },
    akten: { title: "Zugriff auf die elektronische Akte von zu Hause", description: "Für zwei Kolleginnen, ab nächstem Monat.", daysAgo: 10, by: "eva", state: "in_progress" },
  },
  purchases: [{ daysAgo: 120, by: "eva", minutes: 1200, pricePerHourMinor: 8500, vat: "reverse_charge", method: "sepa_debit" }],
  entries: [
    { daysAgo: 118, start: "09:00", on: "server", type: "on-site", minutes: 230, nature: "reactive", note: "Neuen Server aufgestellt, Daten übernommen, Anmeldung geprüft." },
    { daysAgo: 112, start: "10:00", on: "server", type: "remote", minutes: 95, nature: "reactive", note: "Freigaben und Drucker auf allen Arbeitsplätzen umgestellt." },
    { daysAgo: 104, start: "18:30", on: "wartung", type: "evening", minutes: 100, nature: "proactive", note: "Server nach Feierabend aktualisiert und neu gestartet." },
    { daysAgo: 94, start: "08:40", on: "bea", type: "remote", minutes: 40, nature: "reactive", note: "Kartenleser eingerichtet, Anmeldung gelingt wieder." },
    { daysAgo: 86, start: "13:00", on: "empfang", type: "on-site", minutes: 115, nature: "reactive", note: "Arbeitsplatz aufgebaut und eingerichtet." },
    { daysAgo: 77, start: "15:00", on: "wartung", type: "remote", minutes: 63, nature: "proactive", note: "Sicherung geprüft, Rücksicherung einer Akte geübt." },
    { daysAgo: 66, start: "11:20", on: "telefon", type: "remote", minutes: 48, nature: "reactive", note: "Rufumleitung für die Mittagszeit eingerichtet." },
    { daysAgo: 58, start: "19:00", on: "wartung", type: "evening", minutes: 60, nature: "proactive", note: "Firewall aktualisiert." },
    { daysAgo: 47, start: "09:30", on: "drucker", type: "on-site", minutes: 170, nature: "reactive", note: "Drucker ersetzt, auf allen Arbeitsplätzen eingerichtet." },
    { daysAgo: 38, start: "14:10", on: "drucker", type: "remote", minutes: 30, nature: "reactive", note: "Standardfach für Briefpapier eingestellt." },
    { daysAgo: 29, start: "10:30", on: "wartung", type: "remote", minutes: 55, nature: "proactive", note: "Aktualisierungen auf allen Arbeitsplätzen." },
    { daysAgo: 19, start: "09:15", on: "diktat", type: "on-site", minutes: 75, nature: "reactive", note: "Treiber erneuert, Diktierprogramm neu verbunden." },
    { daysAgo: 9, start: "11:00", on: "akten", type: "remote", minutes: 47, nature: "reactive", note: "Zugang vorbereitet, Bedarf besprochen." },
    { daysAgo: 3, start: "16:00", on: "akten", type: "remote", minutes: 44, nature: "reactive", note: "Zugang für die erste Kollegin eingerichtet und getestet." },
  ],
};
