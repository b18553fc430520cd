import { randomUUID } from "node:crypto";

import {
  appendContract,
  appendVersion,
  type NewContract,
  type NewLine,
  type NewVersion,
} from "#app/contracts/store/contract-store.server.ts";
import { day } from "#app/platform/day.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

type Details = {
  name?: string;
  legalName?: string;
  kind?: "prepaid" | "managed";
  country?: string;
  zone?: string;
  locale?: "nl" | "de" | "en";
  currency?: string;
  addressLine?: string;
  postalCode?: string;
  city?: string;
  billingEmail?: string;
  vatNumber?: string;
  vatStatus?: "none" | "pending" | "valid" | "invalid";
};

export type BuiltClient = { clientId: string; name: string; zone: string };

/** A client with its hour account: a Dutch prepaid one unless told otherwise. */
export async function buildClient(details: Details = {}): Promise<BuiltClient> {
  const name = details.name ?? "Bakkerij Jansen";
  const zone = details.zone ?? "Europe/Amsterdam";
  const clientId = await asSystem(async (tx) => {
    const { id } = await tx.client.create({
      data: {
        legalName: name,
        country: "NL",
        billingEmail: "boekhouding@klant.example",
        ...details,
        name,
        zone,
        createdAt: now(),
      },
      select: { id: true },
    });
    await tx.$executeRaw`select hours_open_account(${id}::uuid)`;
    return id;
  });
  return { clientId, name, zone };
}

/** A managed contract of an agreed number of seats at a price a seat and month, in minor units; open-ended. Answers its id. */
export async function buildContract(
  clientId: string,
  contract: { name: string; seats: number; seatPriceMinor: number; startsOn: string; endsOn?: string },
): Promise<string> {
  const { name, seats, seatPriceMinor, startsOn, endsOn } = contract;
  return buildFullContract(
    clientId,
    { name, startsOn: day(startsOn), endsOn: endsOn === undefined ? null : day(endsOn) },
    { lines: [{ label: name, counts: "fixed", price: { unitMinor: seatPriceMinor }, quantity: seats }] },
  );
}

type Facts = Partial<NewContract> & Pick<NewContract, "name" | "startsOn">;
type Line = Partial<NewLine> & Pick<NewLine, "label" | "counts" | "price">;
export type Said = Partial<Omit<NewVersion, "lines">> & { lines: Line[] };

/** A contract with its first version: managed, a year, renewed each year unless told otherwise. Answers its id. */
export async function buildFullContract(clientId: string, facts: Facts, said: Said): Promise<string> {
  const id = randomUUID();
  await asSystem(async (tx) => {
    const { currency } = await tx.client.findUniqueOrThrow({ where: { id: clientId } });
    await appendContract(
      tx,
      { clientId, id, currency },
      {
        kind: "managed",
        endsOn: null,
        termMonths: null,
        renewal: "automatic",
        renewalMonths: 12,
        noticeMonths: 3,
        indexation: null,
        ...facts,
      },
    );
  });
  await buildVersion(clientId, id, { effectiveOn: facts.startsOn, reason: null, ...said });
  return id;
}

/** A further version of a contract, made by the system. */
export async function buildVersion(
  clientId: string,
  contractId: string,
  said: Said & Pick<NewVersion, "effectiveOn">,
): Promise<string> {
  const id = randomUUID();
  const { lines, ...rest } = said;
  await asSystem((tx) =>
    appendVersion(
      tx,
      { clientId, id, contractId, madeBy: null },
      {
        reason: "Nieuwe afspraken",
        included: [],
        excluded: [],
        sla: [],
        ...rest,
        lines: lines.map((line) => ({
          key: randomUUID(),
          typeId: null,
          quantity: 1,
          minimum: 0,
          included: 0,
          rule: "daily",
          snapshotDay: 31,
          onceOn: null,
          costs: {},
          ...line,
        })),
      },
    ),
  );
  return id;
}
