type DefaultWorkType = {
  id: string;
  names: { nl: string; de: string; en: string };
  minimumMinutes: number;
  roundingMinutes: number;
  multiplierPercent: number;
  free: boolean;
};

/** The work types that a fresh installation begins with, by ids of their own: saving them twice changes nothing. Minutes and percent. */
export const defaultWorkTypes: readonly DefaultWorkType[] = [
  {
    id: "00000000-0000-4000-8000-000000000001",
    names: { nl: "Hulp op afstand", de: "Fernwartung", en: "Remote support" },
    minimumMinutes: 15,
    roundingMinutes: 5,
    multiplierPercent: 100,
    free: false,
  },
  {
    id: "00000000-0000-4000-8000-000000000002",
    names: { nl: "Op locatie", de: "Vor Ort", en: "On site" },
    minimumMinutes: 30,
    roundingMinutes: 15,
    multiplierPercent: 100,
    free: false,
  },
  {
    id: "00000000-0000-4000-8000-000000000003",
    names: { nl: "Avond en weekend", de: "Abend und Wochenende", en: "Evening and weekend" },
    minimumMinutes: 15,
    roundingMinutes: 5,
    multiplierPercent: 150,
    free: false,
  },
  {
    id: "00000000-0000-4000-8000-000000000004",
    names: { nl: "Zonder kosten", de: "Kostenlos", en: "Free of charge" },
    minimumMinutes: 0,
    roundingMinutes: 1,
    multiplierPercent: 100,
    free: true,
  },
];

/** The blocks that a fresh installation offers: hours, price per hour in minor units without VAT, months. */
export const defaultBlocks = [
  { hours: 10, pricePerHourMinor: 9500, validMonths: 12 },
  { hours: 20, pricePerHourMinor: 8500, validMonths: 12 },
  { hours: 30, pricePerHourMinor: 8500, validMonths: 12 },
] as const;
