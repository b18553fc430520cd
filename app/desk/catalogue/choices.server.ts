import type { Client } from "#app/clients/client-store.server.ts";
import { listContracts } from "#app/contracts/store/contract-store.server.ts";
import type { Option, Options } from "#app/desk/rules/answers.ts";
import { newResource, type Definition, type Field, type recordTypes } from "#app/desk/rules/definition.ts";
import type { PricedProduct, QuoteFacts } from "#app/desk/rules/quote.ts";
import { seatStages, type SeatTerms } from "#app/desk/rules/seat-price.ts";
import { listClosedDays } from "#app/desk/store/calendar-store.server.ts";
import { inLanguage } from "#app/desk/words.ts";
import { may } from "#app/identity/permission.ts";
import { peopleAccess } from "#app/people/access.ts";
import { deviceKindName } from "#app/people/device-kinds.ts";
import { seatTypeName } from "#app/people/held-store.server.ts";
import { decreaseWindow } from "#app/people/rules/decrease-window.ts";
import { assignedOn, boughtOn, termOfOneMore, windowOn } from "#app/people/rules/licence-acts.ts";
import type { Roster } from "#app/people/rules/roster.ts";
import { isOn } from "#app/people/rules/span.ts";
import { listProducts, listSeatTypes, type Product } from "#app/people/store/product-store.server.ts";
import { findRoster } from "#app/people/store/roster-store.server.ts";
import { levelWord, resourceKindWords } from "#app/people/words.ts";
import { now } from "#app/platform/clock.server.ts";
import type { Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { requestsAccess } from "#app/requests/access.ts";
import { dayIn } from "#app/platform/zone.server.ts";

import type { Asker } from "./asker.server.ts";

/** What a form offers and costs at a client, read at one moment. */
export type Choices = { options: Options; facts: QuoteFacts; roster: Roster; today: Day };

/** Reads what an item's form offers this person: from the client's own people, licences and resources. `coming` are the seat lines of signed proposals. */
export async function readChoices(
  tx: Tx,
  scope: Asker,
  client: Client,
  definition: Definition,
  coming: readonly SeatTerms[] = [],
): Promise<Choices> {
  const today = dayIn(client.zone, now());
  const roster = await findRoster(tx, client.id);
  const products = await listProducts(tx);
  const seatTypes = await listSeatTypes(tx);
  const stagesOf =
    definition.effect === "joiner" ? await findSeatStages(tx, client, roster, coming) : () => [];
  // Who works here is known to whoever sees colleagues' requests; who may reach what, to those who see the roster.
  const seesPeople = may(scope, requestsAccess.seeAll);
  const seesRights = may(scope, peopleAccess.seeRoster);
  const listed = {
    person: people(roster, today).filter(({ userId }) => seesPeople || userId === scope.userId),
    device: devices(roster, today, seesPeople ? null : scope.userId),
    product: products.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name })),
    resource: resources(roster),
    right: rights(roster, today, seesRights ? null : scope.userId),
    seatType: seatTypes.map(({ id, names }) => ({ value: id, label: seatTypeName(names) })),
  };
  return {
    options: Object.fromEntries(definition.fields.map((field) => [field.key, optionsOf(field, listed)])),
    facts: {
      currency: client.currency,
      today,
      seatStages: stagesOf,
      closedDays: new Set(await listClosedDays(tx, today)),
      heldAfter: (employeeId, on) =>
        roster.assignment
          .filter((one) => one.employeeId === employeeId && (one.endsOn === null || one.endsOn > on))
          .map(({ productId }) => productId),
      products: new Map(
        products
          .filter(({ currency }) => currency === client.currency)
          .map((product) => [product.id, priced(roster, product, today)]),
      ),
    },
    roster,
    today,
  };
}

type Listed = Record<(typeof recordTypes)[number], readonly Option[]>;

function optionsOf(field: Field, listed: Listed): readonly Option[] {
  switch (field.type) {
    case "choice":
      return (field.options ?? []).map(({ value, label }) => ({ value, label: inLanguage(label) }));
    case "resource":
      return field.many
        ? listed.resource
        : [...listed.resource, { value: newResource, label: m.change_resource_new() }];
    case "person":
    case "device":
    case "product":
    case "right":
    case "seatType":
      return listed[field.type];
    default:
      return [];
  }
}

function people(roster: Roster, today: Day): (Option & { userId: string | null })[] {
  return roster.employee
    .filter(({ leftOn }) => leftOn === null || leftOn >= today)
    .map(({ id, name, userId }) => ({ value: id, label: name, userId }));
}

/** The devices in use, with who has each; of one person's (null: of everybody's). */
function devices(roster: Roster, today: Day, userId: string | null): Option[] {
  const mine = roster.employee.find((one) => one.userId === userId);
  return roster.device
    .filter((device) => isOn(device, today))
    .map((device) => ({ device, holderId: holderOf(roster, device.id, today) }))
    .filter(({ holderId }) => userId === null || (mine !== undefined && holderId === mine.id))
    .map(({ device, holderId }) => {
      const who = roster.employee.find(({ id }) => id === holderId)?.name;
      const kind = deviceKindName(device.kind);
      return { value: device.id, label: `${device.name} (${who ? `${kind}, ${who}` : kind})` };
    });
}

/** The employee who has a device on a day; null for nobody. */
export function holderOf({ period }: Pick<Roster, "period">, deviceId: string, on: Day): string | null {
  return period.find((one) => one.deviceId === deviceId && isOn(one, on))?.employeeId ?? null;
}

function resources(roster: Roster): Option[] {
  return roster.resource.map(({ id, kind, name }) => ({
    value: id,
    label: `${name} (${resourceKindWords[kind]()})`,
  }));
}

function rights(roster: Roster, today: Day, userId: string | null): Option[] {
  const mine = roster.employee.find((one) => one.userId === userId);
  return roster.right
    .filter((right) => isOn(right, today) && (userId === null || right.employeeId === mine?.id))
    .map((right) => {
      const who = roster.employee.find(({ id }) => id === right.employeeId)?.name ?? "";
      const what = roster.resource.find(({ id }) => id === right.resourceId)?.name ?? "";
      return { value: right.id, label: `${who}: ${what} (${levelWord(right.level)})` };
    });
}

function priced(roster: Roster, product: Product, today: Day): PricedProduct {
  return {
    id: product.id,
    priceMinor: product.priceMinor,
    free: boughtOn(roster, product.id, today) - assignedOn(roster, product.id, today),
    windowFrom: (from) => {
      const termEndsOn = termOfOneMore(roster, product, from);
      return termEndsOn === null ? null : decreaseWindow(product, termEndsOn, from);
    },
    windowOn: (on) => windowOn(roster, product, on),
  };
}

/** What one more seat of a type costs a month from a day on, by a client's contracts and its signed proposals. */
async function findSeatStages(
  tx: Tx,
  client: Client,
  roster: Roster,
  coming: readonly SeatTerms[],
): Promise<QuoteFacts["seatStages"]> {
  const contracts = await listContracts(tx, client.id);
  const heldOn = (on: Day) => roster.holding.filter((one) => isOn(one, on)).map((one) => one.seatTypeId);
  return (seatTypeId, from) => seatStages({ contracts, coming }, { seatTypeId, from, heldOn });
}
