import type { Difference, DifferenceAct, DifferenceKind } from "#app/people/rules/microsoft.ts";
import type { TenantStatus } from "#app/people/store/microsoft-store.server.ts";
import { refusalWords } from "#app/people/words.ts";
import { formatDay, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

import type { ConsentAnswer } from "./connect.server.ts";
import type { DecideRefusal } from "./decide-difference.server.ts";

export const statusWords = {
  waiting: m.people_ms_state_waiting,
  read: m.people_ms_state_read,
  "no-consent": m.people_ms_state_no_consent,
  "secret-wrong": m.people_ms_state_secret,
  unavailable: m.people_ms_state_unavailable,
} satisfies Record<TenantStatus, () => string>;

/** What to do about a reading that went wrong; nothing where it went well. */
export const statusHelp: Partial<Record<TenantStatus, () => string>> = {
  "no-consent": m.people_ms_help_no_consent,
  "secret-wrong": m.people_ms_help_secret,
  unavailable: m.people_ms_help_unavailable,
};

type Numbers = { name: string; product: string; theirs: string; ours: string };
const kinds = {
  bought: m.people_ms_diff_bought,
  "not-assigned": m.people_ms_diff_not_assigned,
  "still-assigned": m.people_ms_diff_still,
  "person-new": m.people_ms_diff_new,
  "person-gone": m.people_ms_diff_person_gone,
  disabled: m.people_ms_diff_disabled,
  "sku-unknown": m.people_ms_diff_sku,
} satisfies Record<DifferenceKind, (input: Numbers) => string>;

/** A difference in one sentence. */
export function differenceWords({ kind, name, product, theirs, ours }: Difference): string {
  return kinds[kind]({ name, product, theirs: formatNumber(theirs ?? 0), ours: formatNumber(ours ?? 0) });
}

/** What accepting a difference does. */
export function actWords(act: DifferenceAct | null): string {
  switch (act?.do) {
    case "pool":
      return m.people_ms_act_pool({ theirs: formatNumber(act.quantity) });
    case "assign":
      return m.people_ms_act_assign();
    case "release":
      return m.people_ms_act_release();
    case "add":
      return m.people_ms_act_add({ day: formatDay(act.joinedOn) });
    case "leave":
      return m.people_ms_act_leave();
    case undefined:
      return m.people_ms_act_none();
  }
}

/** Why a difference was not decided. */
export function decideRefusalWords(refusal: DecideRefusal): string {
  if (refusal === "not-proposed") return m.people_ms_gone();
  return refusal === "not-allowed" ? m.people_ms_not_allowed() : refusalWords[refusal]();
}

/** What the page says after a consent. */
export const consentWords = {
  given: { title: m.people_ms_consent_given_title, text: m.people_ms_consent_given_text },
  refused: { title: m.people_ms_consent_refused_title, text: m.people_ms_consent_refused_text },
  "wrong-tenant": { title: m.people_ms_consent_wrong_title, text: m.people_ms_consent_wrong_text },
  "too-old": { title: m.people_ms_consent_old_title, text: m.people_ms_consent_old_text },
} satisfies Record<ConsentAnswer, { title: () => string; text: (input: { msp: string }) => string }>;
