import { atelierNoordPeople } from "#prisma/seed/atelier-noord-people.ts";
import type { EmulatedTenant, EmulatedUser } from "#test/emulator/microsoft.ts";

const skuIds = {
  SPB: "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46",
  EXCHANGESTANDARD: "4b9405b0-7788-4568-add1-99614e613b69",
  FLOW_FREE: "f30db892-07e9-47e9-837c-80727f46fd3d",
};
const licence = (skuId: string): { skuId: string; disabledPlans: string[] } => ({ skuId, disabledPlans: [] });

/** The number of an account, by its place in the list. */
const accountId = (at: number): string => `7a1f0000-0000-4000-8000-${String(at).padStart(12, "0")}`;

function account(at: number, name: string, mail: string, licences: string[], isOn = true): EmulatedUser {
  return {
    id: accountId(at),
    displayName: name,
    mail,
    userPrincipalName: mail,
    accountEnabled: isOn,
    userType: "Member",
    assignedLicenses: licences.map(licence),
  };
}

/** Atelier Noord's tenant: as the roster says, but for one licence more that was bought, one that Bram has already, one taken from the leaver, and somebody new. */
export function noordTenant(): EmulatedTenant {
  const { SPB, EXCHANGESTANDARD, FLOW_FREE } = skuIds;
  const people = atelierNoordPeople.people
    .filter(({ left }) => left === undefined || left.keeps.length > 0)
    .map(({ name, email, left, licences }, at) => {
      const has = licences.includes("premium") || name === "Bram Kuipers";
      return account(at + 1, name, email, has && !left ? [SPB] : [], !left);
    });
  const mailboxes = atelierNoordPeople.mailboxes.map(({ address }, at) =>
    account(101 + at, address.split("@")[0] ?? address, address, [EXCHANGESTANDARD], false),
  );
  const others = [
    account(201, "Lars de Wit", "lars@atelier-noord.example", [SPB]),
    {
      ...account(202, "Accountant", "gast_kantoor.example#EXT#@atelier-noord.example", []),
      userType: "Guest" as const,
    },
  ];
  const users = [...people, ...mailboxes, ...others];
  const used = (skuId: string): number =>
    users.filter(({ assignedLicenses }) => assignedLicenses.some((one) => one.skuId === skuId)).length;
  const sku = (skuId: string, skuPartNumber: string, enabled: number) => ({
    skuId,
    skuPartNumber,
    consumedUnits: used(skuId),
    prepaidUnits: { enabled, warning: 0, suspended: 0, lockedOut: 0 },
  });
  return {
    id: "5f1c2b7e-3d64-4e0a-9a0c-0b6f5a1d2e33",
    consented: true,
    users,
    skus: [
      sku(SPB, "SPB", 23),
      sku(EXCHANGESTANDARD, "EXCHANGESTANDARD", 2),
      sku(FLOW_FREE, "FLOW_FREE", 10_000),
    ],
  };
}
