import { addDays, addMonths, startOfMonth, type Day } from "#app/platform/day.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import type { DemoCatalogue } from "#prisma/seed/seed-people.server.ts";
import { buildFullContract, buildVersion, type BuiltClient } from "#test/builders/client.ts";

/** Days until the studio's contract renews. */
const renewsInDays = 40;

/** The studio's contract of a year that renews soon: seats, two licences and a fixed line, one change two months ago, one to come. */
export async function seedNoordContract(
  today: Date,
  { clientId, zone }: BuiltClient,
  { seatTypes, products }: DemoCatalogue,
): Promise<void> {
  const on: Day = dayIn(zone, today);
  const startsOn = addMonths(addDays(on, renewsInDays), -12);
  const keys = { seat: key(1), creative: key(2), drawing: key(3), network: key(4), backup: key(5) };
  const seat = {
    key: keys.seat,
    label: "Werkplek",
    counts: "seat",
    typeId: seatTypes.seat,
    costs: { licence: 2500, monitoring: 500, security: 500, outsourcing: 500 },
  } as const;
  const others = [
    {
      key: keys.creative,
      label: "Adobe Creative Cloud Pro",
      counts: "licence",
      typeId: products.creative,
      price: { unitMinor: 6950 },
      costs: { licence: 6120 },
    },
    {
      key: keys.drawing,
      label: "AutoCAD LT",
      counts: "licence",
      typeId: products.drawing,
      price: { unitMinor: 4490 },
      costs: { licence: 4010 },
    },
    {
      key: keys.network,
      label: "Beheer van netwerk en firewall",
      counts: "fixed",
      price: { unitMinor: 12_500 },
      costs: { monitoring: 3500, outsourcing: 2000 },
    },
  ] as const;
  const backup = {
    key: keys.backup,
    label: "Back-up van Microsoft 365",
    counts: "fixed",
    price: { unitMinor: 4500 },
    costs: { licence: 2100 },
  } as const;
  const terms = {
    included: [
      "Hulp op afstand en op kantoor",
      "Bewaking, updates en beveiliging van elke werkplek",
      "Beheer van accounts, licenties en rechten",
      "Rapport over licenties en rechten, elke maand",
    ],
    excluded: [
      "Nieuwe apparaten",
      "Verhuizingen en verbouwingen",
      "Programma’s die niet in dit contract staan",
    ],
    sla: [
      { priority: "critical", responseMinutes: 30, resolutionMinutes: 240 },
      { priority: "high", responseMinutes: 60, resolutionMinutes: 480 },
      { priority: "normal", responseMinutes: 240, resolutionMinutes: 1440 },
      { priority: "low", responseMinutes: 480, resolutionMinutes: null },
    ] as const,
  };
  const said = (effectiveOn: Day, lines: Parameters<typeof buildFullContract>[2]["lines"]) => ({
    ...terms,
    sla: [...terms.sla],
    effectiveOn,
    lines,
  });
  const first = [{ ...seat, price: { unitMinor: 5000 } }, ...others];
  const contractId = await buildFullContract(
    clientId,
    {
      name: "Werkplekbeheer",
      startsOn,
      termMonths: 12,
      noticeMonths: 1,
      indexation: { kind: "rate", value: 310, month: 1, noticeDays: 30 },
    },
    said(startsOn, first),
  );
  await buildVersion(clientId, contractId, {
    ...said(startOfMonth(addMonths(on, -1)), [...first, backup]),
    reason: "Back-up van Microsoft 365 erbij",
  });
  await buildVersion(clientId, contractId, {
    ...said(startOfMonth(addMonths(addDays(on, renewsInDays), 1)), [
      { ...seat, price: { unitMinor: 5155 } },
      ...others,
      backup,
    ]),
    reason: "Nieuwe prijs per werkplek bij verlenging",
  });
}

/** The law office's small contract beside its hours: the server watched, and protection of each seat. */
export async function seedVogelContract(
  today: Date,
  { clientId, zone }: BuiltClient,
  { seatTypes }: DemoCatalogue,
): Promise<void> {
  const startsOn = startOfMonth(addMonths(dayIn(zone, today), -3));
  await buildFullContract(
    clientId,
    { name: "Server und Virenschutz", startsOn, termMonths: 24, noticeMonths: 3 },
    {
      included: ["Überwachung des Servers rund um die Uhr", "Virenschutz auf jedem Arbeitsplatz"],
      excluded: ["Störungsbehebung: über das Stundenkontingent"],
      lines: [
        {
          key: key(6),
          label: "Überwachung des Servers",
          counts: "fixed",
          price: { unitMinor: 4900 },
          costs: { monitoring: 1800 },
        },
        {
          key: key(7),
          label: "Virenschutz",
          counts: "seat",
          typeId: seatTypes.seat,
          price: { unitMinor: 450 },
          minimum: 3,
          rule: "whole-month",
          costs: { security: 210 },
        },
      ],
    },
  );
}

/** A line's key, the same in each version. */
function key(number: number): string {
  return `00000000-0000-4000-8000-0000000000${String(number).padStart(2, "0")}`;
}
