import type { PeoplePlan, PlannedPerson } from "#prisma/seed/people-plan.ts";

function person(name: string, department: string, joinedDaysAgo: number, login?: string): PlannedPerson {
  const [first = ""] = name.toLowerCase().split(" ");
  const email = `${first}@kanzlei-vogel.example`;
  const seatDaysAgo = Math.min(joinedDaysAgo, 110);
  return {
    name,
    email,
    department,
    joinedDaysAgo,
    seatDaysAgo,
    licences: ["standard"],
    ...(login ? { login } : {}),
  };
}

/** The law office: three people with a seat, and two licences that nobody uses. */
export const kanzleiVogelPeople: PeoplePlan = {
  people: [
    person("Eva Vogel", "Partner", 4000, "eva"),
    person("Jonas Brandt", "Anwälte", 1500),
    person("Sabine Krüger", "Sekretariat", 2300),
  ],
  pools: [{ product: "standard", quantity: 5, daysAgo: 110, termEndsInDays: 255 }],
  mailboxes: [],
  rights: [
    {
      resource: "Mandanten",
      kind: "folder",
      level: "write",
      people: ["Eva Vogel", "Jonas Brandt", "Sabine Krüger"],
      reason: "Mandatsarbeit",
    },
  ],
  devices: [],
};
