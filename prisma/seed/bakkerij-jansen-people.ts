import type { PeoplePlan, PlannedPerson } from "#prisma/seed/people-plan.ts";

function person(name: string, department: string, login?: string): PlannedPerson {
  const [first = ""] = name.toLowerCase().split(" ");
  return {
    name,
    email: `${first}@bakkerij-jansen.example`,
    department,
    joinedDaysAgo: 900,
    seatDaysAgo: 150,
    licences: ["standard"],
    ...(login ? { login } : {}),
  };
}

/** The bakery: four people with a seat, and a folder that two of them may open. */
export const bakkerijJansenPeople: PeoplePlan = {
  people: [
    person("Petra Jansen", "Directie", "petra"),
    person("Tom de Wit", "Winkel", "tom"),
    person("Ilse Kok", "Bakkerij"),
    person("Ruud Maas", "Bakkerij"),
  ],
  pools: [{ product: "standard", quantity: 4, daysAgo: 150, termEndsInDays: 215 }],
  mailboxes: [],
  rights: [
    {
      resource: "Recepten",
      kind: "folder",
      level: "write",
      people: ["Petra Jansen", "Ilse Kok"],
      reason: "Maken de recepten",
    },
    {
      resource: "bestellingen@bakkerij-jansen.example",
      kind: "mailbox",
      level: "write",
      people: ["Petra Jansen", "Tom de Wit"],
      reason: "Verwerken de bestellingen",
    },
  ],
  devices: [],
};
