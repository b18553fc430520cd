import { m } from "#app/platform/generated/i18n/messages.js";

import { detailName, detailValue, type DetailValue } from "./audit-details.ts";
import { taskWord } from "./audit-values.ts";
import { roleWord } from "./words.ts";

const details: Record<string, (() => string) | undefined> = {
  "by password": () => m.identity_detail_password(),
  "by code": () => m.identity_detail_code(),
  "by backup-code": () => m.identity_detail_backup_code(),
  "by sign-out": () => m.identity_detail_sign_out(),
  "by list": () => m.identity_detail_list(),
  "by replaced": () => m.identity_detail_replaced(),
  "why wrong": () => m.identity_detail_wrong(),
  "why wrong-password": () => m.identity_password_wrong(),
  "why wrong-code": () => m.identity_detail_wrong_code(),
  "why locked": () => m.identity_detail_locked(),
  "why too-many": () => m.identity_detail_too_many(),
  "why locked-code": () => m.identity_detail_locked(),
  "why no-access": () => m.identity_detail_no_access(),
  "why own-access": () => m.identity_manage_own(),
  "why last-one": () => m.identity_manage_last(),
  "why not-allowed": () => m.identity_manage_not_allowed(),
  "why failing": () => m.webhooks_paused_failing(),
  "why gone": () => m.webhooks_paused_gone(),
};

// What only a machine looks up: it stands with the raw data.
const machines = new Set(["key", "import", "subject", "stripe"]);

/** One particular of an event in words: what it is called, and its value as people read it; nothing for a machine's number. */
export function detailWord(name: string, value: DetailValue): string {
  if (machines.has(name)) return "";
  const own = details[`${name} ${String(value)}`];
  if (own) return own();
  return name === "role" ? roleWord(String(value)) : `${detailName(name)}: ${detailValue(name, value)}`;
}

const targets: Record<string, ((number: string) => string) | undefined> = {
  order: (number) => m.audit_target_order({ number }),
  request: (number) => m.audit_target_request({ number }),
  statement: (number) => m.audit_target_statement({ number }),
  task: taskWord,
};

/** What an event was about in words; nothing where only a machine's number says it. */
export function targetWord(target: string): string {
  const [kind = "", number = ""] = target.split(/:(.*)/s);
  const word = targets[kind];
  if (word) return word(number);
  return /[0-9a-f]{8}-|_/.test(number) ? "" : number || target;
}
