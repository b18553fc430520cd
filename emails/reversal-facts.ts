import { z } from "zod";

/** What every letter to a buyer about money that goes back holds; minutes, minor units. */
export const reversalLetter = z.object({
  name: z.string(),
  mspName: z.string(),
  url: z.url(),
  number: z.int(),
  amountMinor: z.int(),
  currency: z.string(),
  balanceMinutes: z.int(),
});

/** What every letter to the MSP's people about a dispute holds; instants as text. */
export const disputeLetter = z.object({
  name: z.string(),
  mspName: z.string(),
  url: z.url(),
  clientName: z.string(),
  zone: z.string(),
  orderNumber: z.int().nullable(),
  amountMinor: z.int(),
  currency: z.string(),
  heldMinutes: z.int(),
  state: z.string(),
  dueAt: z.string().nullable(),
});

/** For the previews. */
export const exampleReversal = {
  name: "Petra Jansen",
  mspName: "Helder IT",
  url: "https://portal.example/orders/1",
  number: 1042,
  amountMinor: 47_500,
  currency: "EUR",
  balanceMinutes: -27,
} satisfies z.infer<typeof reversalLetter>;

/** For the previews. */
export const exampleDispute = {
  name: "Noor",
  mspName: "Helder IT",
  url: "https://portal.example/staff/orders/1",
  clientName: "Bakkerij Jansen",
  zone: "Europe/Amsterdam",
  orderNumber: 1042,
  amountMinor: 114_950,
  currency: "EUR",
  heldMinutes: 480,
  state: "needs_response",
  dueAt: "2026-11-29T12:00:00.000Z",
} satisfies z.infer<typeof disputeLetter>;
