import { askMonthInvoice, closeMonth } from "#app/billing/monthly/ask-invoice.server.ts";
import { collectDue } from "#app/billing/monthly/collect-month.server.ts";
import { addToMonth, lastDayOf, monthOf } from "#app/contracts/rules/month.ts";
import { listClientsUnderContract } from "#app/contracts/store/contract-store.server.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { addDays, addMonths, startOfMonth, type Day } from "#app/platform/day.ts";
import { asSystem, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { dayIn, instantAt } from "#app/platform/zone.server.ts";
import { seedInvoices } from "#prisma/seed/demo-invoices.server.ts";
import { seedMandate } from "#prisma/seed/mandate-demo.server.ts";
import { seedDevices, seedJob } from "#prisma/seed/more-devices.server.ts";
import { nameOf, type MoreClient } from "#prisma/seed/more-client.ts";
import { moreClients } from "#prisma/seed/more-clients.ts";
import { demoProducts, type DemoProduct } from "#prisma/seed/people-plan.ts";
import { buildClient, buildFullContract, buildVersion } from "#test/builders/client.ts";
import { buildPurchase } from "#test/builders/lot.ts";
import { buildRequest } from "#test/builders/request.ts";
import { buildTimeEntry, staffScope } from "#test/builders/time-entry.ts";
import { buildUser, type BuiltUser } from "#test/builders/user.ts";

/** The rows that the further clients are made of: written at once, not one by one as people write them. */
type Person = {
  name: string;
  email: string;
  department: string;
  joined: Day;
  seat: Day;
  left: Day | null;
  products: string[];
};
type Catalogue = {
  seatType: string;
  products: Record<DemoProduct, string>;
  daan: BuiltUser;
  noor: BuiltUser;
  remote: string;
};

/** Adds nine clients to the demo data, so that its lists look like an MSP's own; then closes and invoices the month before last for all. */
export async function seedMoreClients(today: Date): Promise<void> {
  const catalogue = await asSystem(findCatalogue);
  for (const [at, plan] of moreClients.entries()) await seedOne(today, plan, at, catalogue);
  await closeOneMonth(today, catalogue.noor);
  await seedInvoices();
}

async function findCatalogue(tx: Tx): Promise<Catalogue> {
  const types = await tx.seatType.findFirstOrThrow({ orderBy: { position: "asc" } });
  const products = await tx.licenceProduct.findMany();
  const idOf = (key: DemoProduct): string =>
    products.find(({ sku }) => sku === demoProducts[key].sku)?.id ?? "";
  const person = async (email: string): Promise<BuiltUser> => {
    const [found] = await tx.$queryRaw<{ userId: string; name: string }[]>`
      select id::text as "userId", name from user_facts where email = ${email}`;
    if (!found) throw new Error(`Nobody of the demo has the address ${email}`);
    return { ...found, email };
  };
  return {
    seatType: types.id,
    products: {
      premium: idOf("premium"),
      standard: idOf("standard"),
      mailbox: idOf("mailbox"),
      creative: idOf("creative"),
      drawing: idOf("drawing"),
    },
    daan: await person("daan@helder-it.example"),
    noor: await person("noor@helder-it.example"),
    remote: (await tx.workType.findFirstOrThrow({ where: { key: "remote" } })).id,
  };
}

async function seedOne(today: Date, plan: MoreClient, number: number, catalogue: Catalogue): Promise<void> {
  const long = new Date(today.getTime() - 200 * 86_400_000);
  await asOf(long, async () => {
    const client = await buildClient(plan.details);
    const on = dayIn(client.zone, today);
    const manager = await buildUser(
      { clientId: client.clientId, role: "manager" },
      { name: plan.manager, email: plan.details.billingEmail, locale: plan.details.locale ?? "nl" },
    );
    const people = peopleOf(plan, number, on, catalogue);
    await asSystem((tx) => writePeople(tx, client.clientId, people, plan, on, catalogue));
    await seedDevices(staffScope(catalogue.noor, "owner"), client, plan.devices ?? [], on);
    if (plan.contract) await seedContract(client.clientId, plan.contract, on, catalogue);
    if (plan.contract?.job)
      await seedJob(staffScope(catalogue.noor, "owner"), client.clientId, plan.contract.job, today, on);
    if (plan.hours) await seedHours(today, client, plan.hours, manager, catalogue);
  });
}

function peopleOf(plan: MoreClient, number: number, on: Day, { products }: Catalogue): Person[] {
  const took = startOfMonth(addMonths(on, -(plan.contract?.startedMonthsAgo ?? 6)));
  return Array.from({ length: plan.people + plan.leavers.length }, (_, at) => {
    const name = at === 0 ? plan.manager : nameOf(number, at);
    const daysAgo = plan.joiners[at - plan.people + plan.joiners.length];
    const joined =
      at < plan.people && daysAgo !== undefined
        ? addDays(on, -daysAgo)
        : addDays(on, -(900 + ((at * 137) % 2400)));
    const gone = at >= plan.people ? plan.leavers[at - plan.people] : undefined;
    const second = plan.second && at % plan.second.every === 1 ? [products[plan.second.product]] : [];
    return {
      name,
      email: `${plain(name)}@${plan.details.billingEmail.split("@")[1] ?? ""}`,
      department: plan.departments[at % plan.departments.length] ?? "",
      joined,
      seat: joined > took ? joined : took,
      left: gone === undefined ? null : addDays(on, -gone),
      products: [...(plan.licence ? [products[plan.licence]] : []), ...second],
    };
  });
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace("ı", "i")
    .normalize("NFD")
    .replaceAll(/[^a-z ]/g, "")
    .trim()
    .replace(" ", ".")
    .replaceAll(" ", "");

async function writePeople(
  tx: Tx,
  clientId: string,
  people: Person[],
  plan: MoreClient,
  on: Day,
  { seatType }: Catalogue,
): Promise<void> {
  const rows = JSON.stringify(people.map((person, at) => ({ ...person, number: at + 1 })));
  await tx.$executeRaw`
    with given as (select gen_random_uuid() as id, gen_random_uuid() as seat_id, r.* from jsonb_to_recordset(${rows}::jsonb)
        as r(name text, email text, department text, joined date, seat date, "left" date, products jsonb, number integer)),
      hired as (insert into employee (client_id, id, name, email, department, joined_on, left_on)
        select ${clientId}::uuid, id, name, email, department, joined, "left" from given),
      places as (insert into seat (client_id, id, seat_type_id, number, starts_on, ends_on)
        select ${clientId}::uuid, seat_id, ${seatType}::uuid, number, seat, "left" from given where ${plan.contract !== undefined}),
      held as (insert into seat_holding (client_id, seat_id, seat_type_id, employee_id, starts_on, ends_on)
        select ${clientId}::uuid, seat_id, ${seatType}::uuid, id, seat, "left" from given where ${plan.contract !== undefined})
    insert into licence_assignment (client_id, product_id, employee_id, starts_on, ends_on)
      select ${clientId}::uuid, p::uuid, id, seat, "left" from given, jsonb_array_elements_text(products) p`;
  await tx.$executeRaw`
    insert into licence_pool (client_id, product_id, quantity, starts_on, term_ends_on, recorded_at)
      select ${clientId}::uuid, product_id, count(*) filter (where ends_on is null) + ${plan.spare}::int, min(starts_on),
        ${addDays(on, 30 + plan.people)}::date, ${`${on}T08:00:00Z`}::timestamptz - interval '190 days'
      from licence_assignment where client_id = ${clientId}::uuid group by product_id`;
  await tx.$executeRaw`
    insert into people_event (client_id, at, on_day, actor, action, entity, entity_id, employee_id, content)
    select ${clientId}::uuid, e.on_day + interval '8 hours', e.on_day, 'Iris de Groot', e.action, e.entity, e.id, e.employee_id, e.content from (
      select 1 as place, 'employee.added' as action, 'employee' as entity, id, id as employee_id, joined_on as on_day,
        jsonb_build_object('id', id, 'name', name, 'email', email, 'department', department, 'location', location,
          'joinedOn', joined_on, 'leftOn', left_on, 'userId', user_id) as content from employee where client_id = ${clientId}::uuid
      union all select 2, 'seat.given', 'seat', id, null, starts_on, jsonb_build_object('id', id, 'seatTypeId', seat_type_id, 'number', number,
          'startsOn', starts_on, 'endsOn', ends_on) from seat where client_id = ${clientId}::uuid
      union all select 3, 'seat.given', 'holding', id, employee_id, starts_on, jsonb_build_object('id', id, 'seatId', seat_id, 'seatTypeId', seat_type_id,
          'employeeId', employee_id, 'startsOn', starts_on, 'endsOn', ends_on) from seat_holding where client_id = ${clientId}::uuid
      union all select 4, 'licence.assigned', 'assignment', id, employee_id, starts_on, jsonb_build_object('id', id, 'productId', product_id,
          'employeeId', employee_id, 'mailbox', mailbox, 'startsOn', starts_on, 'endsOn', ends_on) from licence_assignment where client_id = ${clientId}::uuid
    ) e order by e.on_day, e.place, e.id`;
}

async function seedContract(
  clientId: string,
  given: NonNullable<MoreClient["contract"]>,
  on: Day,
  { seatType }: Catalogue,
): Promise<void> {
  const {
    name,
    termMonths,
    noticeMonths,
    seatMinor,
    fixedMinor,
    costs,
    steps,
    minimum = 0,
    indexed,
    words,
    kind = "managed",
    lines = [],
  } = given;
  const startsOn = startOfMonth(addMonths(on, -given.startedMonthsAgo));
  const { monitoring, outsourcing } = {
    monitoring: Math.round(fixedMinor * 0.3),
    outsourcing: Math.round(fixedMinor * 0.25),
  };
  const seatKey = crypto.randomUUID();
  const fixedKey = crypto.randomUUID();
  const saying = (unitMinor: number): Parameters<typeof buildFullContract>[2] => ({
    included: words.included,
    excluded: words.excluded,
    sla: [
      { priority: "critical", responseMinutes: 60, resolutionMinutes: 480 },
      { priority: "normal", responseMinutes: 480, resolutionMinutes: 2400 },
    ],
    lines: [
      {
        key: seatKey,
        label: words.seat,
        counts: "seat",
        typeId: seatType,
        price: steps ? { mode: "graduated", steps } : { unitMinor },
        minimum,
        costs,
      },
      {
        key: fixedKey,
        label: words.fixed,
        counts: "fixed",
        price: { unitMinor: fixedMinor },
        costs: { monitoring, outsourcing },
      },
      ...lines,
    ],
  });
  const indexation = indexed ? { kind: "rate" as const, value: 310, month: 1, noticeDays: 30 } : null;
  const facts: Parameters<typeof buildFullContract>[1] = {
    name,
    kind,
    startsOn,
    termMonths,
    noticeMonths,
    indexation,
  };
  const raised = indexed && given.startedMonthsAgo > 12;
  // It came into the portal last month, which is the first that it invoices.
  const contractId = await asOf(new Date(`${startOfMonth(addMonths(on, -1))}T09:00:00Z`), () =>
    buildFullContract(clientId, facts, saying(raised ? Math.round(seatMinor / 1.03) : seatMinor)),
  );
  if (raised)
    await buildVersion(clientId, contractId, {
      ...saying(seatMinor),
      effectiveOn: startOfMonth(addMonths(on, -8)),
      reason: words.change,
    });
}

async function seedHours(
  today: Date,
  { clientId, zone }: { clientId: string; zone: string },
  { minutes, pricePerHourMinor, daysAgo, work }: NonNullable<MoreClient["hours"]>,
  manager: BuiltUser,
  { daan, remote }: Catalogue,
): Promise<void> {
  const on = (ago: number): Day => addDays(dayIn(zone, today), -ago);
  const at = (ago: number, time: string): Date => instantAt(zone, on(ago), time);
  await asOf(at(daysAgo, "09:00"), () =>
    buildPurchase(clientId, { buyerId: manager.userId, minutes, pricePerHourMinor, zone }),
  );
  for (const [ago, worked, title] of work)
    await asOf(at(ago, "16:00"), async () => {
      const requestId = await buildRequest(clientId, {
        title,
        state: "done",
        requesterId: manager.userId,
        assigneeId: daan.userId,
        closedAt: at(ago, "16:00"),
      });
      await buildTimeEntry(staffScope(daan), {
        clientId,
        requestId,
        workTypeId: remote,
        workedOn: on(ago),
        workedMinutes: worked,
        note: title,
      });
    });
}

/** The month before last went out by the product's own verbs; last month waits for the run. Without an offline Stripe nothing is closed. */
async function closeOneMonth(today: Date, noor: BuiltUser): Promise<void> {
  if (!env().stripeApiBase) return;
  const scope = staffScope(noor, "owner");
  const month = addToMonth(monthOf(dayIn("Europe/Amsterdam", today)), -2);
  const at = instantAt("Europe/Amsterdam", addDays(lastDayOf(month), 3), "09:30");
  const clients = await asSystem((tx) =>
    listClientsUnderContract(tx, { from: lastDayOf(month), until: lastDayOf(month) }),
  );
  await asOf(at, seedMandate);
  for (const { clientId } of clients)
    await asOf(at, async () => {
      const closed = await closeMonth(scope, { clientId, month, seenMinor: null });
      if (closed.ok) await askMonthInvoice(scope, { clientId, month });
    });
  await asOf(instantAt("Europe/Amsterdam", addDays(lastDayOf(month), 6), "09:30"), collectDue);
}
