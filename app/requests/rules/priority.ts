/** How urgent a request is; for each a contract may promise times. Most urgent first. */
export const priorities = ["critical", "high", "normal", "low"] as const;
export type Priority = (typeof priorities)[number];

/** Tells whether a text is a priority. */
export function isPriority(value: unknown): value is Priority {
  return priorities.some((priority) => priority === value);
}
