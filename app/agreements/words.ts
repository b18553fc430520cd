import { formatDay, formatInstant, lastDayBefore } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import type { ZoneText } from "#app/platform/zone-text.ts";
import type { Tone } from "#app/ui/badge.tsx";

import type { EndRefusal } from "./end-agreement.server.ts";
import type { AgreementKind, AgreementState } from "./kinds.ts";
import type { SealState } from "./seal/read-seal.server.ts";
import type { SignRefusal } from "./sign-agreement.server.ts";
import type { Authority } from "./store/authority-store.server.ts";
import type { EvidenceKind } from "./store/evidence-store.server.ts";

const kindWords = {
  "hour-terms": m.agreements_kind_hour_terms,
  managed: m.agreements_kind_managed,
  "data-processing": m.agreements_kind_data_processing,
  "change-order": m.agreements_kind_change_order,
  notice: m.agreements_kind_notice,
} satisfies Record<AgreementKind, () => string>;

/** A kind of agreement in words. */
export function kindWord(kind: AgreementKind): string {
  return kindWords[kind]();
}

const stateWords = {
  open: m.agreements_state_open,
  signed: m.agreements_state_signed,
  declined: m.agreements_state_declined,
  withdrawn: m.agreements_state_withdrawn,
  expired: m.agreements_state_expired,
  superseded: m.agreements_state_superseded,
  cancelled: m.agreements_state_cancelled,
} satisfies Record<AgreementState, () => string>;

/** How an agreement stands, in words. */
export function stateWord(state: AgreementState): string {
  return stateWords[state]();
}

/** The colour that goes with how an agreement stands. */
export const stateTones: Record<AgreementState, Tone> = {
  open: "low",
  signed: "good",
  declined: "negative",
  withdrawn: "neutral",
  expired: "neutral",
  superseded: "neutral",
  cancelled: "neutral",
};

const eventWords = {
  prepared: m.agreements_event_prepared,
  asked: m.agreements_event_asked,
  opened: m.agreements_event_opened,
  downloaded: m.agreements_event_downloaded,
  signed: m.agreements_event_signed,
  declined: m.agreements_event_declined,
  completed: m.agreements_event_completed,
  withdrawn: m.agreements_event_withdrawn,
  expired: m.agreements_event_expired,
  superseded: m.agreements_event_superseded,
  cancelled: m.agreements_event_cancelled,
  reminded: m.agreements_event_reminded,
  sealed: m.agreements_event_sealed,
} satisfies Record<EvidenceKind, () => string>;

/** What happened to an agreement, in words. */
export function eventWord(kind: EvidenceKind): string {
  return eventWords[kind]();
}

/** Why an agreement can't be signed now, in words. */
export const signRefusalWords = {
  "document-changed": m.agreements_refused_changed,
  "not-open": m.agreements_refused_not_open,
  "not-your-turn": m.agreements_refused_turn,
  declined: m.agreements_refused_declined,
  "name-differs": m.agreements_refused_name,
} satisfies Record<SignRefusal, () => string>;

/** Why somebody may sign and since when, in a line; null where nothing is recorded. */
export function authorityWords(authority: Pick<Authority, "words" | "sinceOn"> | null): string | null {
  if (!authority?.sinceOn) return authority?.words ?? null;
  return m.agreements_authority_since_words({ words: authority.words, day: formatDay(authority.sinceOn) });
}

const sealWords = {
  "no-signature": m.agreements_why_no_seal,
  "several-signatures": m.agreements_why_several_seals,
  "not-to-the-end": m.agreements_why_length,
  "not-a-signature": m.agreements_why_broken_seal,
  unreadable: m.agreements_why_broken_seal,
  "digest-differs": m.agreements_why_content,
  "wrong-signature": m.agreements_why_broken_seal,
  "foreign-certificate": m.agreements_why_foreign_seal,
  valid: m.agreements_why_other_file,
} satisfies Record<SealState, () => string>;

/** What is wrong with the seal of a changed file, in words. */
export function sealWord(state: SealState): string {
  return sealWords[state]();
}

/** Why an agreement can't be ended, in words. */
export const endRefusalWords = {
  "not-open": m.agreements_refused_not_open,
  "reason-missing": m.agreements_refused_reason,
} satisfies Record<EndRefusal, () => string>;

/** Until when somebody can sign: a day where it ends with one, else an instant. */
export function signUntilWords(at: Date, zone: ZoneText): string {
  const last = lastDayBefore(at, zone);
  return last === null
    ? m.agreements_sign_until({ at: formatInstant(at, zone) })
    : m.agreements_sign_through({ day: last });
}
