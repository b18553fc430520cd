import type { Day } from "#app/platform/day.ts";
import { compareNames } from "#app/platform/search-key.ts";

import { workDays } from "./employee-acts.ts";
import { boughtOn } from "./licence-acts.ts";
import type { Assignment, Employee, Roster } from "./roster.ts";
import { isOn } from "./span.ts";

/** A tenant of Microsoft 365 as it was read. */
export type TenantSnapshot = {
  skus: { skuId: string; part: string; bought: number; assigned: number }[];
  users: TenantUser[];
};
export type TenantUser = {
  id: string;
  name: string;
  mail: string;
  enabled: boolean;
  guest: boolean;
  hiredOn: Day | null;
  skuIds: string[];
};
/** Which account is whose. */
export type AccountLink = { objectId: string; employeeId: string };

/** What accepting a difference does to the roster, from today on. */
export type DifferenceAct =
  | { do: "pool"; productId: string; quantity: number; termEndsOn: Day | null }
  | { do: "assign"; productId: string; employeeId: string | null; mailbox: string | null }
  | { do: "release"; assignmentId: string }
  | { do: "add"; objectId: string; name: string; email: string; joinedOn: Day }
  | { do: "leave"; employeeId: string };

export type DifferenceKind =
  "bought" | "not-assigned" | "still-assigned" | "person-new" | "person-gone" | "disabled" | "sku-unknown";

/** One way in which a tenant and the roster differ. The key holds what differs, so that a refusal stands for just that. Without an act it can only be looked into. */
export type Difference = {
  key: string;
  kind: DifferenceKind;
  /** The person, mailbox or product that it is about. */
  name: string;
  product: string;
  theirs: number | null;
  ours: number | null;
  act: DifferenceAct | null;
};

type Product = { id: string; sku: string; name: string };
type Facts = {
  roster: Roster;
  products: readonly Product[];
  links: readonly AccountLink[];
  today: Day;
};

/** Products that anybody may take for nothing, which come with quantities that mean nothing. */
const free = new Set([
  "FLOW_FREE",
  "POWER_BI_STANDARD",
  "POWERAPPS_DEV",
  "POWERAPPS_VIRAL",
  "TEAMS_EXPLORATORY",
  "WINDOWS_STORE",
  "STREAM",
  "CCIBOTS_PRIVPREV_VIRAL",
]);

/** The accounts that are people of the roster by their mail address, where neither is known as another's yet. */
export function newLinks(snapshot: TenantSnapshot, { roster, links, today }: Facts): AccountLink[] {
  const [accounts, people] = [
    new Set(links.map(({ objectId }) => objectId)),
    new Set(links.map(({ employeeId }) => employeeId)),
  ];
  return snapshot.users.flatMap((user) => {
    if (user.guest || accounts.has(user.id)) return [];
    const employee = roster.employee.find(
      (one) => one.email === user.mail && !people.has(one.id) && isOn(workDays(one), today),
    );
    if (!employee) return [];
    people.add(employee.id);
    return [{ objectId: user.id, employeeId: employee.id }];
  });
}

/** Every way in which a tenant differs from the roster of today, products first, then people by name. */
export function differencesOf(snapshot: TenantSnapshot, facts: Facts): Difference[] {
  const skus = snapshot.skus.filter(({ part }) => !free.has(part));
  const productsOf = (skuId: string): Product[] => {
    const part = skus.find((sku) => sku.skuId === skuId)?.part.toLowerCase();
    return facts.products.filter(({ sku }) => sku.toLowerCase() === part || sku.toLowerCase() === skuId);
  };
  const all = { ...facts, links: [...facts.links, ...newLinks(snapshot, facts)], productsOf };
  const people = [
    ...snapshot.users.filter(({ guest }) => !guest).flatMap((user) => differencesOfUser(user, skus, all)),
    ...goneOf(snapshot, all),
  ];
  return [
    ...skus.flatMap((sku) => boughtDifference(sku, all)),
    ...people.sort((a, b) => compareNames(a.name, b.name)),
  ];
}

type Known = Facts & { productsOf: (skuId: string) => Product[] };

function boughtDifference(
  { skuId, part, bought }: TenantSnapshot["skus"][number],
  { roster, productsOf, today }: Known,
): Difference[] {
  const products = productsOf(skuId);
  const [first] = products;
  const common = { name: "", theirs: bought };
  if (!first)
    return bought === 0
      ? []
      : [
          {
            ...common,
            key: `sku-unknown:${skuId}`,
            kind: "sku-unknown",
            product: part,
            ours: null,
            act: null,
          },
        ];
  const ours = products.reduce((sum, { id }) => sum + boughtOn(roster, id, today), 0);
  if (ours === bought) return [];
  // One product with two terms: which of them was bought is for a person to say.
  const act: DifferenceAct | null =
    products.length === 1
      ? { do: "pool", productId: first.id, quantity: bought, termEndsOn: termEnd(roster, first.id, today) }
      : null;
  const key = `bought:${skuId}:${bought}:${ours}`;
  return [{ ...common, key, kind: "bought", product: first.name, ours, act }];
}

/** The end of the term that runs on a day. */
function termEnd(roster: Roster, productId: string, today: Day): Day | null {
  let running: Day | null = null;
  let since: Day | null = null;
  for (const pool of roster.pools)
    if (pool.productId === productId && pool.startsOn <= today && (since === null || pool.startsOn >= since))
      [running, since] = [pool.termEndsOn, pool.startsOn];
  return running !== null && running >= today ? running : null;
}

function differencesOfUser(user: TenantUser, skus: TenantSnapshot["skus"], known: Known): Difference[] {
  const { roster, links, today } = known;
  const employeeId = links.find(({ objectId }) => objectId === user.id)?.employeeId ?? null;
  const employee = roster.employee.find(({ id }) => id === employeeId);
  const mailbox = roster.assignment.some(({ mailbox: address }) => address === user.mail) ? user.mail : null;
  const common = { name: employee?.name ?? user.name, product: "", theirs: null, ours: null };
  const held = user.skuIds.flatMap(known.productsOf);
  if (!employee && mailbox === null) {
    if (held.length === 0) return [];
    if (!user.enabled) return [{ ...common, key: `disabled:${user.id}`, kind: "disabled", act: null }];
    const joinedOn = user.hiredOn !== null && user.hiredOn <= today ? user.hiredOn : today;
    const act: DifferenceAct = {
      do: "add",
      objectId: user.id,
      name: user.name,
      email: user.mail,
      joinedOn,
    };
    return [{ ...common, key: `person-new:${user.id}`, kind: "person-new", act }];
  }
  const isDisabled = employee && !user.enabled && held.length > 0;
  return [
    ...(isDisabled ? [{ ...common, key: `disabled:${user.id}`, kind: "disabled" as const, act: null }] : []),
    ...licenceDifferences(user, skus, known, { employee, mailbox: employee ? null : mailbox }),
  ];
}

function licenceDifferences(
  user: TenantUser,
  skus: TenantSnapshot["skus"],
  { roster, productsOf, today }: Known,
  holder: { employee: Employee | undefined; mailbox: string | null },
): Difference[] {
  const { employee, mailbox } = holder;
  const theirs = (one: Assignment): boolean =>
    employee ? one.employeeId === employee.id : one.mailbox === mailbox;
  const now = roster.assignment.filter((one) => theirs(one) && isOn(one, today));
  const common = { name: employee?.name ?? user.name, theirs: null, ours: null };
  const works = !employee || isOn(workDays(employee), today);
  return skus.flatMap(({ skuId }): Difference[] => {
    const products = productsOf(skuId);
    const [first] = products;
    const here = now.filter(({ productId }) => products.some(({ id }) => id === productId));
    const there = user.skuIds.includes(skuId);
    if (!first || there === here.length > 0) return [];
    const difference = { ...common, product: first.name };
    if (!there)
      return here.map((one) => ({
        ...difference,
        key: `still-assigned:${one.id}`,
        kind: "still-assigned",
        act: { do: "release", assignmentId: one.id },
      }));
    const act: DifferenceAct | null =
      works && products.length === 1
        ? { do: "assign", productId: first.id, employeeId: employee?.id ?? null, mailbox }
        : null;
    return [{ ...difference, key: `not-assigned:${user.id}:${skuId}`, kind: "not-assigned", act }];
  });
}

/** Who works at the client by the roster, and has no account any more. */
function goneOf(snapshot: TenantSnapshot, { roster, links, today }: Known): Difference[] {
  const accounts = new Set(snapshot.users.map(({ id }) => id));
  return links.flatMap(({ objectId, employeeId }): Difference[] => {
    const employee = roster.employee.find(({ id }) => id === employeeId);
    if (accounts.has(objectId) || !employee || !isOn(workDays(employee), today) || employee.leftOn === today)
      return [];
    const { name } = employee;
    const act: DifferenceAct = { do: "leave", employeeId };
    const key = `person-gone:${employeeId}:${objectId}`;
    return [{ key, kind: "person-gone", name, product: "", theirs: null, ours: null, act }];
  });
}
