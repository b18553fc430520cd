import type { IdeaKey } from "#app/hours/rules/expiry-warnings.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

const titles = {
  restore: m.care_idea_restore,
  access: m.care_idea_access,
  network: m.care_idea_network,
  laptops: m.care_idea_laptops,
  phishing: m.care_idea_phishing,
  continuity: m.care_idea_continuity,
} satisfies Record<IdeaKey, () => string>;

const texts = {
  restore: m.care_idea_restore_text,
  access: m.care_idea_access_text,
  network: m.care_idea_network_text,
  laptops: m.care_idea_laptops_text,
  phishing: m.care_idea_phishing_text,
  continuity: m.care_idea_continuity_text,
} satisfies Record<IdeaKey, () => string>;

/** An idea as the title of a request. */
export function ideaTitle(key: IdeaKey): string {
  return titles[key]();
}

/** An idea as a request would describe it. */
export function ideaText(key: IdeaKey): string {
  return texts[key]();
}
