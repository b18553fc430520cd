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

/** A managed contract at a price a seat and month, in minor units. */
export async function buildContract(
  clientId: string,
  contract: { name: string; seats: number; seatPriceMinor: number; startsOn: string },
): Promise<void> {
  await asSystem((tx) =>
    tx.contract.create({
      data: {
        clientId,
        ...contract,
        startsOn: new Date(`${contract.startsOn}T00:00:00Z`),
        currency: "EUR",
        createdAt: now(),
      },
    }),
  );
}
