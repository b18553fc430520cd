import { demoLogins } from "#app/identity/demo-logins.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { addMonths, startOfMonth } from "#app/platform/day.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import { atelierNoord } from "#prisma/seed/atelier-noord.ts";
import { atelierNoordPeople } from "#prisma/seed/atelier-noord-people.ts";
import { bakkerijJansen } from "#prisma/seed/bakkerij-jansen.ts";
import { bakkerijJansenPeople } from "#prisma/seed/bakkerij-jansen-people.ts";
import { seedNoordContract, seedVogelContract } from "#prisma/seed/seed-contracts.server.ts";
import { kanzleiVogel } from "#prisma/seed/kanzlei-vogel.ts";
import { kanzleiVogelPeople } from "#prisma/seed/kanzlei-vogel-people.ts";
import { seedInvoices } from "#prisma/seed/demo-invoices.server.ts";
import { seedSelfHelp } from "#prisma/seed/self-help-demo.server.ts";
import { seedMicrosoft } from "#prisma/seed/microsoft-demo.server.ts";
import { seedQueue } from "#prisma/seed/queue-demo.server.ts";
import { buildDemoProducts, seedPeople } from "#prisma/seed/seed-people.server.ts";
import { seedClient } from "#prisma/seed/seed-client.server.ts";
import { buildClient } from "#test/builders/client.ts";
import { buildHourBlocks } from "#test/builders/hour-blocks.ts";
import { bankAccount, buildMsp } from "#test/builders/msp.ts";
import { buildSeatTypes } from "#test/builders/seat-types.ts";
import { staffScope } from "#test/builders/time-entry.ts";
import { buildUser } from "#test/builders/user.ts";
import { buildWorkTypes } from "#test/builders/work-types.ts";

/** Somebody of the demo by the first part of their mail address. */
function loginOf(who: string): { name: string; email: string } {
  const login = demoLogins.logins.find(({ email }) => email.startsWith(`${who}@`));
  if (!login) throw new Error(`Nobody of the demo is called ${who}`);
  return { name: login.name, email: login.email };
}

/** Fills an empty database with the demo data: fixed, but for its dates, that lie where they did as seen from `today`. */
export async function seedDemo(today: Date): Promise<void> {
  const long = new Date(today.getTime() - 200 * 86_400_000);
  // The contracts came into the portal last month, which is the first that it invoices.
  const lastMonth = new Date(`${startOfMonth(addMonths(dayIn("UTC", today), -1))}T09:00:00Z`);
  await asOf(long, async () => {
    await buildMsp(bankAccount);
    await buildHourBlocks();
    const workTypes = await buildWorkTypes();
    const daan = await buildUser({ clientId: null, role: "engineer" }, loginOf("daan"));
    const iris = await buildUser({ clientId: null, role: "account_manager" }, loginOf("iris"));
    const noor = await buildUser({ clientId: null, role: "owner" }, loginOf("noor"));
    const catalogue = {
      scope: staffScope(iris, "account_manager"),
      seatTypes: await buildSeatTypes(),
      products: await buildDemoProducts(),
    };
    const shared = { engineer: staffScope(daan), workTypes };

    const jansen = await buildClient({
      name: "Bakkerij Jansen",
      legalName: "Bakkerij Jansen B.V.",
      addressLine: "Dorpsstraat 8",
      postalCode: "3732 HJ",
      city: "De Bilt",
      billingEmail: "petra@bakkerij-jansen.example",
      vatNumber: "NL800100013B01",
      vatStatus: "none",
    });
    const petra = await buildUser({ clientId: jansen.clientId, role: "manager" }, loginOf("petra"));
    const tom = await buildUser({ clientId: jansen.clientId, role: "employee" }, loginOf("tom"));
    await seedClient(today, jansen, bakkerijJansen, { ...shared, people: { petra, tom } });
    const jansenUsers = { petra: petra.userId, tom: tom.userId };
    await seedPeople(today, jansen, bakkerijJansenPeople, { ...catalogue, users: jansenUsers });

    const vogel = await buildClient({
      name: "Kanzlei Vogel",
      legalName: "Kanzlei Vogel PartG mbB",
      country: "DE",
      zone: "Europe/Berlin",
      locale: "de",
      addressLine: "Hansaring 44",
      postalCode: "50670",
      city: "Köln",
      billingEmail: "eva@kanzlei-vogel.example",
      vatNumber: "DE136695976",
      vatStatus: "valid",
    });
    const eva = await buildUser(
      { clientId: vogel.clientId, role: "manager" },
      { ...loginOf("eva"), locale: "de" },
    );
    await seedClient(today, vogel, kanzleiVogel, { ...shared, people: { eva }, vatNumber: "DE136695976" });
    await seedPeople(today, vogel, kanzleiVogelPeople, { ...catalogue, users: { eva: eva.userId } });
    await asOf(lastMonth, () => seedVogelContract(today, vogel, catalogue));

    const noord = await buildClient({
      name: "Atelier Noord",
      legalName: "Atelier Noord B.V.",
      kind: "managed",
      addressLine: "Kade 3",
      postalCode: "1031 HB",
      city: "Amsterdam",
      billingEmail: "joris@atelier-noord.example",
    });
    const joris = await buildUser({ clientId: noord.clientId, role: "manager" }, loginOf("joris"));
    await seedClient(today, noord, atelierNoord, { ...shared, people: { joris } });
    await seedPeople(today, noord, atelierNoordPeople, { ...catalogue, users: { joris: joris.userId } });
    await asOf(lastMonth, () => seedNoordContract(today, noord, catalogue));
    await seedMicrosoft(today, noord.clientId, staffScope(noor, "owner"));
    await seedInvoices();
    await seedQueue(noord.clientId, { engineer: daan.userId, requester: joris.userId });
    await seedSelfHelp(today, noord.clientId, { author: catalogue.scope, requester: joris });
  });
}
