import type { PeoplePlan, PlannedPerson, DemoProduct } from "#prisma/seed/people-plan.ts";

const designer: DemoProduct[] = ["premium", "creative"];
const engineer: DemoProduct[] = ["premium", "drawing"];
const office: DemoProduct[] = ["premium"];

function person(
  name: string,
  department: string,
  joinedDaysAgo: number,
  licences: DemoProduct[],
  more: Partial<PlannedPerson> = {},
): PlannedPerson {
  const [first = ""] = name.toLowerCase().split(" ");
  const email = `${first}@atelier-noord.example`;
  // The MSP took the studio on a year ago; who came later has a seat from the first day on.
  return {
    name,
    email,
    department,
    joinedDaysAgo,
    seatDaysAgo: Math.min(joinedDaysAgo, 365),
    licences,
    ...more,
  };
}

/** A year at the studio: five joined and two left. One of the two still has a licence and can still reach a folder. */
export const atelierNoordPeople: PeoplePlan = {
  people: [
    person("Joris Noord", "Directie", 3200, office, { login: "joris" }),
    person("Anouk Visser", "Directie", 3150, office),
    person("Thijs Bakker", "Ontwerp", 2900, designer),
    person("Lotte Mulder", "Ontwerp", 2400, designer),
    person("Sem Hendriks", "Ontwerp", 1980, designer),
    person("Yasmin El Amrani", "Ontwerp", 1610, designer),
    person("Ruben Smit", "Ontwerp", 1240, office),
    person("Fleur Dekker", "Ontwerp", 900, office),
    person("Daniël Kok", "Techniek", 2700, engineer),
    person("Noah Peters", "Techniek", 2050, engineer),
    person("Eline Vos", "Techniek", 1730, engineer),
    person("Hugo Brouwer", "Techniek", 1120, office),
    person("Marijke Willems", "Kantoor", 3000, office),
    person("Priya Sharma", "Kantoor", 1400, office),
    person("Karim Haddad", "Kantoor", 780, office),
    person("Mila Bos", "Ontwerp", 1500, office, { left: { daysAgo: 41, keeps: ["licences", "rights"] } }),
    person("Stijn Jacobs", "Techniek", 1900, office, { left: { daysAgo: 150, keeps: [] } }),
    person("Nora Lindeman", "Ontwerp", 290, office),
    person("Tobias Meijer", "Techniek", 236, office),
    person("Julia van Dam", "Kantoor", 170, office),
    person("Amir Rahimi", "Ontwerp", 92, office),
    person("Sophie Blom", "Kantoor", 24, office),
    person("Bram Kuipers", "Ontwerp", 12, [], { seatDaysAgo: null }),
  ],
  pools: [
    { product: "premium", quantity: 19, daysAgo: 365, termEndsInDays: null },
    { product: "premium", quantity: 22, daysAgo: 180, termEndsInDays: 185 },
    { product: "creative", quantity: 4, daysAgo: 365, termEndsInDays: 62 },
    { product: "drawing", quantity: 4, daysAgo: 365, termEndsInDays: 118 },
    { product: "mailbox", quantity: 2, daysAgo: 365, termEndsInDays: null },
  ],
  inSeat: ["premium"],
  mailboxes: [
    { product: "mailbox", address: "info@atelier-noord.example", daysAgo: 360 },
    { product: "mailbox", address: "facturen@atelier-noord.example", daysAgo: 360 },
  ],
  rights: [
    {
      resource: "Projecten",
      kind: "folder",
      level: "write",
      people: ["Thijs Bakker", "Lotte Mulder", "Sem Hendriks", "Yasmin El Amrani", "Daniël Kok", "Mila Bos"],
      reason: "Werkt aan projecten",
    },
    {
      resource: "Boekhouding",
      kind: "folder",
      level: "write",
      people: ["Marijke Willems", "Priya Sharma"],
      reason: "Administratie",
    },
    { resource: "Boekhouding", kind: "folder", level: "read", people: ["Joris Noord"], reason: "Directie" },
    {
      resource: "info@atelier-noord.example",
      kind: "mailbox",
      level: "write",
      people: ["Marijke Willems", "Karim Haddad", "Julia van Dam"],
      reason: "Receptie",
    },
    {
      resource: "Exact Online",
      kind: "application",
      level: "owner",
      people: ["Marijke Willems"],
      reason: "Administratie",
    },
  ],
  devices: [
    laptop("AN-L01", "Joris Noord", 700),
    laptop("AN-L02", "Thijs Bakker", 420),
    laptop("AN-L03", "Lotte Mulder", 420),
    laptop("AN-L04", "Daniël Kok", 980),
    laptop("AN-L05", "Sophie Blom", 24),
    {
      name: "AN-W01",
      kind: "desktop",
      os: "Windows 10",
      serial: "8CC1290XTR",
      person: "Sem Hendriks",
      boughtDaysAgo: 1700,
      inScope: true,
      onStandard: false,
    },
    {
      name: "AN-PLOT",
      kind: "printer",
      os: "",
      serial: "CN7B2H01W9",
      person: null,
      boughtDaysAgo: 1300,
      inScope: false,
      onStandard: false,
    },
  ],
};

function laptop(name: string, owner: string, boughtDaysAgo: number): PeoplePlan["devices"][number] {
  return {
    name,
    kind: "laptop",
    os: "Windows 11",
    serial: `5CD${name.slice(-2)}41QK7`,
    person: owner,
    boughtDaysAgo,
    inScope: true,
    onStandard: true,
  };
}
