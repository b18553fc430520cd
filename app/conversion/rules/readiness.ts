/** What is checked before a contract, by the MSP and the client together. */
export const readinessItems = [
  "inventory",
  "supported",
  "patches",
  "warranty",
  "backup",
  "mfa",
  "endpoint",
  "contact",
] as const;
export type ReadinessItem = (typeof readinessItems)[number];
export const readinessSides = ["msp", "client"] as const;
export type ReadinessSide = (typeof readinessSides)[number];

/** One point of the checklist with who confirmed it when, by side. */
export type ReadinessPoint = { item: ReadinessItem } & Record<
  ReadinessSide,
  { by: string; at: string } | null
>;

/** How many points both sides have confirmed. */
export function countReady(points: readonly ReadinessPoint[]): number {
  return points.filter(({ msp, client }) => msp !== null && client !== null).length;
}
