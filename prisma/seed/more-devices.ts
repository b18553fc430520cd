import type { MoreDevice, MoreLine } from "#prisma/seed/more-client.ts";

/** The line that a builder's site offices are connected under. */
export const siteOfficeKey = "5f0c1f0e-7f52-4c55-9a0c-3c1c8f1f6a01";

/** What a builder pays besides seats: each device by the month's highest number, more for what is off the standard, and a fixed price a site office. */
export const siteLines: MoreLine[] = [
  {
    label: "Beheer per apparaat",
    counts: "device",
    rule: "peak",
    price: { unitMinor: 850 },
    costs: { monitoring: 250, security: 150 },
  },
  { label: "Toeslag buiten de standaard", counts: "off_standard", price: { unitMinor: 1200 } },
  { key: siteOfficeKey, label: "Bouwkeet aansluiten", counts: "job", price: { unitMinor: 29_500 } },
];

const site = { inScope: true, onStandard: true, holder: null };

/** A builder's devices: two came while last month ran, one is off the standard, one is not in scope, two are out of warranty. */
export const siteDevices: MoreDevice[] = [
  {
    ...site,
    name: "HOE-LT01",
    kind: "laptop",
    serial: "5CG3150K2P",
    os: "Windows 11",
    daysAgo: 180,
    warrantyEndedDaysAgo: -540,
    holder: 0,
  },
  {
    ...site,
    name: "HOE-LT02",
    kind: "laptop",
    serial: "5CG3150K3R",
    os: "Windows 11",
    daysAgo: 180,
    warrantyEndedDaysAgo: -540,
    holder: 1,
  },
  {
    ...site,
    name: "HOE-LT03",
    kind: "laptop",
    serial: "5CG1042H8D",
    os: "Windows 10",
    daysAgo: 180,
    warrantyEndedDaysAgo: 95,
    onStandard: false,
    holder: 2,
  },
  {
    ...site,
    name: "HOE-TB01",
    kind: "tablet",
    serial: "DMPXK1QJ03",
    os: "iPadOS 26",
    daysAgo: 39,
    warrantyEndedDaysAgo: -325,
  },
  {
    ...site,
    name: "HOE-TB02",
    kind: "tablet",
    serial: "DMPXK1QJ04",
    os: "iPadOS 26",
    daysAgo: 39,
    warrantyEndedDaysAgo: -325,
  },
  {
    ...site,
    name: "HOE-SRV",
    kind: "server",
    serial: "CZJ2380T1M",
    os: "Windows Server 2022",
    daysAgo: 190,
    warrantyEndedDaysAgo: -210,
  },
  {
    ...site,
    name: "HOE-PLOT",
    kind: "desktop",
    serial: "8CC9381QWE",
    os: "Windows 10",
    daysAgo: 190,
    warrantyEndedDaysAgo: 400,
    inScope: false,
    onStandard: false,
  },
];
