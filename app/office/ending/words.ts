import type { HoursChoice } from "#app/clients/rules/ending.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import type { EndRefusal } from "./end-client.server.ts";

/** Why a client does not end as was asked. */
export const endRefusalWords = {
  "day-passed": () => m.office_end_day_passed(),
  "day-far": () => m.office_end_day_far(),
  "already-ending": () => m.office_end_already(),
} satisfies Record<EndRefusal, () => string>;

/** What becomes of the hours, as a choice and what it means. */
export const hoursChoiceWords = {
  keep: { label: () => m.office_end_keep(), detail: () => m.office_end_keep_text() },
  lapse: { label: () => m.office_end_lapse(), detail: () => m.office_end_lapse_text() },
  refund: { label: () => m.office_end_refund(), detail: () => m.office_end_refund_text() },
} satisfies Record<HoursChoice, { label: () => string; detail: () => string }>;
