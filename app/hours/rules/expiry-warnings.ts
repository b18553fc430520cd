import { daysBetween, type Day } from "#app/platform/day.ts";

/** How many days before a block's last day somebody is told. */
export const warningSteps = [30, 7, 1] as const;
export type WarningStep = (typeof warningSteps)[number];

/**
 * The step that a block has reached today: the nearest one, so that after a gap one letter goes out and not three.
 * Null when none is due, or the block was never further away than the step: who got it knew.
 */
export function warningStep(block: { since: Day; lastDay: Day }, today: Day): WarningStep | null {
  const left = daysBetween(today, block.lastDay);
  if (left < 0) return null;
  const reached = warningSteps.filter((step) => left <= step).at(-1);
  return reached !== undefined && daysBetween(block.since, block.lastDay) > reached ? reached : null;
}

/** Work that is worth doing before hours lapse. */
export const ideaKeys = ["restore", "access", "network", "laptops", "phishing", "continuity"] as const;
export type IdeaKey = (typeof ideaKeys)[number];
/** The minutes that each usually takes. */
const usualMinutes: Record<IdeaKey, number> = {
  restore: 60,
  access: 45,
  network: 90,
  laptops: 60,
  phishing: 30,
  continuity: 120,
};

/** The idea that a text names; null for none. */
export function ideaNamed(text: string | null): IdeaKey | null {
  return ideaKeys.find((key) => key === text) ?? null;
}

/** Up to three ideas that fit into what lapses, in the list's order; the shortest one when none fits. */
export function ideasFor(minutes: number): { key: IdeaKey; minutes: number }[] {
  const ideas = ideaKeys.map((key) => ({ key, minutes: usualMinutes[key] }));
  const fitting = ideas.filter((idea) => idea.minutes <= minutes).slice(0, 3);
  return fitting.length > 0 ? fitting : ideas.sort((a, b) => a.minutes - b.minutes).slice(0, 1);
}
