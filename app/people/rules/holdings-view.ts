import type { Day } from "#app/platform/day.ts";
import { compareNames } from "#app/platform/search-key.ts";

import type { DecreaseWindow, VendorTerms } from "./decrease-window.ts";
import { poolOn, windowOn } from "./licence-acts.ts";
import { licenceDifferences, type LicenceDifference } from "./licence-differences.ts";
import { licenceNumbers, isLeaverHeld, type LicenceNumbers } from "./licence-numbers.ts";
import { hasLeft } from "./odd.ts";
import type { ResourceKind, RightLevel, Roster } from "./roster.ts";
import { isOn, lastsUntil } from "./span.ts";

/** What a licence is called and what it costs a month, in minor units without VAT. */
export type Priced = { id: string; name: string; priceMinor: number; currency: string };
type Sold = Priced & VendorTerms;

/** Who has a licence on a day: first who has left, then people by name, then mailboxes. */
export type LicenceHolder = {
  key: string;
  productId: string;
  name: string;
  employeeId: string | null;
  since: Day;
  endsOn: Day | null;
  /** The last day of work of who has left; null for everybody else. */
  leftOn: Day | null;
};

export type LicenceLine<P extends Priced = Priced> = {
  product: P;
  numbers: LicenceNumbers;
  /** Why its numbers differ from each other. */
  differences: LicenceDifference[];
  termEndsOn: Day | null;
  /** When there may be fewer, where nobody has one of them; null where all are used, or the term is not known. */
  decrease: DecreaseWindow | null;
  holders: LicenceHolder[];
};

/** The licence specification of a day by product: those that were bought or that somebody has. */
export function licenceLines<P extends Sold>(
  roster: Roster,
  products: readonly P[],
  today: Day,
  inContract: ReadonlyMap<string, number> = new Map(),
): LicenceLine<P>[] {
  return products
    .map((product) => ({
      product,
      numbers: licenceNumbers(
        roster,
        { productId: product.id, priceMinor: product.priceMinor },
        today,
        inContract.get(product.id) ?? null,
      ),
      termEndsOn: poolOn(roster, product.id, today)?.termEndsOn ?? null,
      decrease: windowOn(roster, product, today),
      holders: holdersOf(roster, product.id, today),
    }))
    .filter(({ numbers }) => numbers.bought > 0 || numbers.assigned > 0)
    .map((line) => ({
      ...line,
      decrease: line.numbers.free > 0 ? line.decrease : null,
      differences: licenceDifferences(line.numbers, inContract.size > 0),
    }));
}

function holdersOf(roster: Roster, productId: string, today: Day): LicenceHolder[] {
  return roster.assignment
    .filter((one) => one.productId === productId && isOn(one, today))
    .map((one) => {
      const employee = roster.employee.find(({ id }) => id === one.employeeId);
      return {
        key: one.id,
        productId,
        name: employee?.name ?? one.mailbox ?? "",
        employeeId: one.employeeId,
        since: one.startsOn,
        endsOn: one.endsOn,
        leftOn: isLeaverHeld(roster, one, today) ? (employee?.leftOn ?? null) : null,
      };
    })
    .sort(
      (one, other) =>
        Number(one.leftOn === null) - Number(other.leftOn === null) ||
        Number(one.employeeId === null) - Number(other.employeeId === null) ||
        compareNames(one.name, other.name),
    );
}

/** What a person or a shared mailbox has, and what that costs a month in minor units without VAT. */
type HolderLicences = {
  key: string;
  name: string;
  isMailbox: boolean;
  leftOn: Day | null;
  products: string[];
  monthlyMinor: number;
};

/** A licence specification by who has the licences: first who has left, then people by name, then mailboxes. */
export function licencesByHolder(lines: readonly LicenceLine[]): HolderLicences[] {
  const found = new Map<string, HolderLicences>();
  for (const { product, holders } of lines)
    for (const holder of holders) {
      const key = holder.employeeId ?? `mailbox ${holder.name}`;
      const known = found.get(key);
      found.set(key, {
        key,
        name: holder.name,
        isMailbox: holder.employeeId === null,
        leftOn: known?.leftOn ?? holder.leftOn,
        products: [...(known?.products ?? []), product.name],
        monthlyMinor: (known?.monthlyMinor ?? 0) + product.priceMinor,
      });
    }
  return [...found.values()].sort(
    (one, other) =>
      Number(one.leftOn === null) - Number(other.leftOn === null) ||
      Number(one.isMailbox) - Number(other.isMailbox) ||
      compareNames(one.name, other.name),
  );
}

export type RightHolder = {
  key: string;
  employeeId: string;
  name: string;
  level: RightLevel;
  since: Day;
  /** The last day of the right, where one is set. */
  endsOn: Day | null;
  reason: string;
  /** The request that it was given through. */
  requestId: string | null;
  leftOn: Day | null;
};
export type ResourceLine = { id: string; kind: ResourceKind; name: string; holders: RightHolder[] };

/** Who may reach what on a day, by resource; a resource that nobody may reach is left out. */
export function resourceLines(roster: Roster, today: Day): ResourceLine[] {
  return roster.resource
    .map((resource) => ({
      ...resource,
      holders: roster.right
        .filter((right) => right.resourceId === resource.id && isOn(right, today))
        .map((right) => {
          const employee = roster.employee.find(({ id }) => id === right.employeeId);
          return {
            key: right.id,
            employeeId: right.employeeId,
            name: employee?.name ?? "",
            level: right.level,
            since: right.startsOn,
            endsOn: right.endsOn,
            reason: right.reason,
            requestId: right.requestId,
            leftOn: employee && hasLeft(employee, today) ? employee.leftOn : null,
          };
        })
        .sort(
          (one, other) =>
            Number(one.leftOn === null) - Number(other.leftOn === null) || compareNames(one.name, other.name),
        ),
    }))
    .filter(({ holders }) => holders.length > 0)
    .sort((one, other) => compareNames(one.kind, other.kind) || compareNames(one.name, other.name));
}

/** What one person may reach on a day. */
export type PersonRights = {
  employeeId: string;
  name: string;
  leftOn: Day | null;
  rights: (Pick<RightHolder, "key" | "level" | "since"> & { resource: string })[];
};

/** Who may reach what by person: first who has left, then by name. */
export function rightsByPerson(resources: readonly ResourceLine[]): PersonRights[] {
  const found = new Map<string, PersonRights>();
  for (const { name: resource, holders } of resources)
    for (const { key, employeeId, name, leftOn, level, since } of holders) {
      const known = found.get(employeeId) ?? { employeeId, name, leftOn, rights: [] };
      found.set(employeeId, { ...known, rights: [...known.rights, { key, level, since, resource }] });
    }
  return [...found.values()].sort(
    (one, other) =>
      Number(one.leftOn === null) - Number(other.leftOn === null) || compareNames(one.name, other.name),
  );
}

export type DeviceLine = {
  id: string;
  name: string;
  kind: string;
  serial: string;
  os: string;
  warrantyUntil: Day | null;
  inScope: boolean;
  onStandard: boolean;
  employeeId: string | null;
  holder: string | null;
};

/** The devices that are there on a day, by name. */
export function deviceLines(roster: Roster, today: Day): DeviceLine[] {
  return roster.device
    .filter((device) => device.startsOn <= today && lastsUntil(device, today))
    .map((device) => {
      const period = roster.period.find((one) => one.deviceId === device.id && isOn(one, today));
      const holder = roster.employee.find(({ id }) => id === period?.employeeId);
      return {
        id: device.id,
        name: device.name,
        kind: device.kind,
        serial: device.serial,
        os: device.os,
        warrantyUntil: device.warrantyUntil,
        inScope: period?.inScope ?? false,
        onStandard: period?.onStandard ?? false,
        employeeId: period?.employeeId ?? null,
        holder: holder?.name ?? null,
      };
    })
    .sort((one, other) => compareNames(one.name, other.name));
}
