import { asSystem } from "#app/platform/db.server.ts";

type Details = {
  name?: string;
  legalName?: string;
  mfaRequired?: boolean;
  locale?: "nl" | "de" | "en";
  iban?: string;
  accountHolder?: string;
  transfersByHand?: boolean;
};

/** The bank account of Helder IT. */
export const bankAccount = { iban: "NL91ABNA0417164300", accountHolder: "Helder IT B.V." };

/** The MSP of the installation: Helder IT unless told otherwise. */
export async function buildMsp(details: Details = {}): Promise<void> {
  await asSystem((tx) =>
    tx.msp.create({
      data: {
        name: "Helder IT",
        legalName: "Helder IT B.V.",
        country: "NL",
        vatNumber: "NL123456782B90",
        companyNumber: "12345678",
        addressLines: ["Lindelaan 12", "3571 AB Utrecht"],
        email: "info@helder-it.example",
        phone: "030 123 45 67",
        mfaRequired: false,
        ...details,
      },
    }),
  );
}
