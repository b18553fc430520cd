/** Asked for, or done to prevent trouble. */
export const natures = ["reactive", "proactive"] as const;
export type Nature = (typeof natures)[number];

/** The nature that a text names; what it doesn't know was asked for. */
export function natureOf(text: string): Nature {
  return natures.find((nature) => nature === text) ?? "reactive";
}
