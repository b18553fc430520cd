import type { VatScheme } from "#app/clients/rules/vat.ts";

/** What the first run can leave open, in the order in which it is asked for. */
export const setupTasks = ["vat-number", "bank-account", "logo", "colleague"] as const;
export type SetupTask = (typeof setupTasks)[number];

/** What is known of the MSP; `colleagues` counts the owner too. */
export type SetupFacts = {
  vatNumber: string | null;
  vatScheme: VatScheme;
  iban: string | null;
  logo: string | null;
  colleagues: number;
};

/** What is missing and was not said to be needless; a small business needs no VAT number. */
export function missingAfterSetup(facts: SetupFacts, notNeeded: readonly string[]): SetupTask[] {
  const isThere: Record<SetupTask, boolean> = {
    "vat-number": facts.vatNumber !== null || facts.vatScheme === "small_business",
    "bank-account": facts.iban !== null,
    logo: facts.logo !== null,
    colleague: facts.colleagues > 1,
  };
  return setupTasks.filter((task) => !isThere[task] && !notNeeded.includes(task));
}
