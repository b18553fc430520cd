import type { IdeaKey } from "#app/hours/rules/expiry-warnings.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

const titles = {
  restore: m.manage_idea_restore,
  access: m.manage_idea_access,
  network: m.manage_idea_network,
  laptops: m.manage_idea_laptops,
  phishing: m.manage_idea_phishing,
  continuity: m.manage_idea_continuity,
} satisfies Record<IdeaKey, () => string>;

const texts = {
  restore: m.manage_idea_restore_text,
  access: m.manage_idea_access_text,
  network: m.manage_idea_network_text,
  laptops: m.manage_idea_laptops_text,
  phishing: m.manage_idea_phishing_text,
  continuity: m.manage_idea_continuity_text,
} satisfies Record<IdeaKey, () => string>;

/** An idea as the title of a request. */
export function ideaTitle(key: IdeaKey): string {
  return titles[key]();
}

/** An idea as a request would describe it. */
export function ideaText(key: IdeaKey): string {
  return texts[key]();
}
