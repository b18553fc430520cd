/** What a client chose to happen when its hours run low: nothing, a warning, an invoice for more hours, or a charge of its saved method. */
export type TopupMode = "off" | "warn" | "invoice" | "charge";

/** Tells whether a mode buys hours. No price, block or payment method keeps a client from one that doesn't. */
export function buysHours(mode: TopupMode | undefined): mode is "invoice" | "charge" {
  return mode === "invoice" || mode === "charge";
}
