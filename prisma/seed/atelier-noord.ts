import type { DemoClient } from "#prisma/seed/demo-client.ts";

/** The studio under a managed contract: no blocks, a few requests. */
export const atelierNoord: DemoClient = {
  requests: {
    scherm: { title: "Tweede scherm voor de tekentafel", daysAgo: 21, by: "joris", state: "done" },
    plotter: {
      title: "Plotter drukt te donker",
      description: "Sinds de nieuwe rollen papier.",
      daysAgo: 6,
      by: "joris",
      state: "in_progress",
    },
    collega: {
      title: "Nieuwe collega per de eerste",
      description: "Sanne begint volgende maand; graag een account en een laptop.",
      daysAgo: 2,
      by: "joris",
      state: "new",
    },
  },
  purchases: [],
  entries: [],
};
