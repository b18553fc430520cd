import { readEffect, type ReadEffect } from "#app/desk/rules/effect-answers.ts";
import type { ChangeRow } from "#app/desk/store/change-store.server.ts";
import { may } from "#app/identity/permission.ts";
import { peopleAccess } from "#app/people/access.ts";
import { levelWord } from "#app/people/words.ts";
import type { DecreaseWindow } from "#app/people/rules/decrease-window.ts";
import { windowOn } from "#app/people/rules/licence-acts.ts";
import { poolsToRaise } from "#app/people/rules/standard-changes.ts";
import type { Roster } from "#app/people/rules/roster.ts";
import { listProducts, listSeatTypes, type Product } from "#app/people/store/product-store.server.ts";
import { findRoster } from "#app/people/store/roster-store.server.ts";
import { seatTypeName } from "#app/people/held-store.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";
import { findClient } from "#app/clients/client-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { addDays, type Day } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";

/** One thing that an effect changes: what ends, begins or is bought, and of whom. */
export type PreviewLine = {
  kind: "ends" | "begins" | "buys" | "access-ends";
  what: "seat" | "licence" | "right" | "person" | "portal" | "undo";
  name: string;
  /** Of a licence that ends: what one fewer saves a month (minor units without VAT), and when its vendor lets there be fewer. */
  saves?: { amountMinor: number; currency: string; window: DecreaseWindow } | undefined;
};

/**
 * The same for a client's person: nothing where they may not know what colleagues hold, and without what it costs, which stands with the
 * price.
 */
export async function previewForClient(
  tx: Tx,
  scope: Parameters<typeof may>[0],
  change: Previewed,
): Promise<PreviewLine[]> {
  if (!may(scope, peopleAccess.seeRoster)) return [];
  return (await previewEffect(tx, change)).map(({ kind, what, name }) => ({ kind, what, name }));
}

type Previewed = Pick<ChangeRow, "clientId" | "reversesId" | "effect" | "answers" | "shown">;

/** What an effect would change by the records as they are now. */
export async function previewEffect(tx: Tx, change: Previewed): Promise<PreviewLine[]> {
  if (change.reversesId !== null) return [{ kind: "begins", what: "undo", name: "" }];
  const client = await findClient(tx, change.clientId);
  if (!client) return [];
  const roster = await findRoster(tx, change.clientId);
  const products = await listProducts(tx);
  const today = dayIn(client.zone, now());
  const effect = readEffect(change.effect, change.answers);
  switch (effect?.kind) {
    case undefined:
    case "none":
      return [];
    case "access": {
      const { resource } = effect;
      const known = "id" in resource ? roster.resource.find(({ id }) => id === resource.id) : resource;
      return [{ kind: "begins", what: "right", name: known?.name ?? "" }];
    }
    case "rights":
      return [
        {
          kind: effect.to === "revoke" ? "ends" : "begins",
          what: "right",
          name: answerText(change, "right"),
        },
      ];
    case "licence":
      return licenceLines(roster, effect, products, today);
    case "joiner":
      return joinerLines(roster, effect, products, await seatNames(tx));
    case "leaver":
      return leaverLines(roster, effect, products);
  }
}

/** What was answered to a question, in words. */
function answerText({ shown }: Previewed, key: string): string {
  return shown.find((one) => one.key === key)?.text ?? "";
}

async function seatNames(tx: Tx): Promise<Map<string, string>> {
  return new Map((await listSeatTypes(tx)).map(({ id, names }) => [id, seatTypeName(names)]));
}

type Effect<Kind extends ReadEffect["kind"]> = Extract<ReadEffect, { kind: Kind }>;

function licenceLines(
  roster: Roster,
  { productId, change }: Effect<"licence">,
  products: readonly Product[],
  from: Day,
): PreviewLine[] {
  if (change === "remove") return [endedLicence(roster, productId, products, from)];
  const name = nameOf(products, productId);
  return [{ kind: "begins", what: "licence", name }, ...bought(roster, [productId], products, from)];
}

const nameOf = (products: readonly Product[], productId: string): string =>
  products.find(({ id }) => id === productId)?.name ?? "";

/** A licence that is free from a day on, with what one fewer saves, and from when. */
function endedLicence(
  roster: Roster,
  productId: string,
  products: readonly Product[],
  freeFrom: Day,
): PreviewLine {
  const product = products.find(({ id }) => id === productId);
  const window = product ? windowOn(roster, product, freeFrom) : null;
  return {
    ...{ kind: "ends", what: "licence", name: product?.name ?? "" },
    saves:
      product && window ? { amountMinor: product.priceMinor, currency: product.currency, window } : undefined,
  };
}

function joinerLines(
  roster: Roster,
  { employee, seatTypeId, productIds, resourceIds }: Effect<"joiner">,
  products: readonly Product[],
  seats: ReadonlyMap<string, string>,
): PreviewLine[] {
  const begins = (what: PreviewLine["what"], name: string | undefined): PreviewLine => ({
    kind: "begins",
    what,
    name: name ?? "",
  });
  return [
    begins("person", employee.name),
    begins("seat", seats.get(seatTypeId)),
    ...productIds.map((id) => begins("licence", nameOf(products, id))),
    ...bought(roster, productIds, products, employee.joinedOn),
    ...resourceIds.map((id) => begins("right", roster.resource.find((one) => one.id === id)?.name)),
  ];
}

function bought(
  roster: Roster,
  productIds: readonly string[],
  products: readonly Product[],
  from: Day,
): PreviewLine[] {
  return poolsToRaise(roster, productIds, products, from).map(({ productId }) => ({
    kind: "buys",
    what: "licence",
    name: nameOf(products, productId),
  }));
}

function leaverLines(
  roster: Roster,
  { employeeId, lastDay }: Effect<"leaver">,
  products: readonly Product[],
): PreviewLine[] {
  const theirs = <Row extends { employeeId: string | null; endsOn: Day | null }>(
    rows: readonly Row[],
  ): Row[] => rows.filter((row) => row.employeeId === employeeId && row.endsOn === null);
  const employee = roster.employee.find(({ id }) => id === employeeId);
  return [
    ...theirs(roster.holding).map(({ seatId }) => ({
      kind: "ends" as const,
      what: "seat" as const,
      name: String(roster.seat.find(({ id }) => id === seatId)?.number ?? ""),
    })),
    ...theirs(roster.assignment).map(({ productId }) =>
      endedLicence(roster, productId, products, addDays(lastDay, 1)),
    ),
    ...theirs(roster.right).map(({ resourceId, level }) => ({
      kind: "ends" as const,
      what: "right" as const,
      name: `${roster.resource.find(({ id }) => id === resourceId)?.name ?? ""} (${levelWord(level)})`,
    })),
    ...(employee?.userId
      ? [{ kind: "access-ends" as const, what: "portal" as const, name: employee.name }]
      : []),
  ];
}
