import type { AuditWords } from "#app/identity/audit.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** What contracts writes to the audit log, in words. */
export const contractsAudit = {
  "contract.created": () => m.identity_did_contract_created(),
  "contract.changed": () => m.identity_did_contract_changed(),
  "contract.version-added": () => m.contracts_did_version(),
  "contract.version-withdrawn": () => m.contracts_did_withdrawn(),
  "contract.version-signed": () => m.contracts_did_signed(),
  "contract.version-lapsed": () => m.contracts_did_lapsed(),
  "contract.terms-changed": () => m.contracts_did_terms(),
  "contract.terms-withdrawn": () => m.contracts_did_terms_withdrawn(),
  "contract.renewed": () => m.contracts_did_renewed(),
  "contract.decision-noted": () => m.contracts_did_decision(),
  "contract.notice-given": () => m.contracts_did_notice(),
  "contract.ended": () => m.contracts_did_ended(),
  "contract.end-undone": () => m.contracts_did_end_undone(),
  "contract.month-closed": () => m.contracts_did_closed(),
  "margin.costs-set": () => m.contracts_did_work_costs(),
  "contract.month-adjusted": () => m.contracts_did_adjusted(),
  "contract.job-recorded": () => m.contracts_did_job_recorded(),
  "contract.job-withdrawn": () => m.contracts_did_job_withdrawn(),
  "contract.request-charged": () => m.contracts_did_charged(),
  "contract.request-charged-monthly": () => m.contracts_did_charged_monthly(),
  "contract.charge-ended": () => m.contracts_did_charge_ended(),
  "contract.charge-withdrawn": () => m.contracts_did_charge_withdrawn(),
  "contract.adjustment-withdrawn": () => m.contracts_did_unadjusted(),
  "contract.document-sent": () => m.contracts_did_document(),
} satisfies AuditWords;

/** The groups of these actions, in words. */
export const contractsAuditGroups = {
  contract: () => m.identity_group_contract(),
  margin: () => m.contracts_margin_title(),
} satisfies AuditWords;

declare module "#app/identity/audit.ts" {
  interface AuditActions {
    contracts: keyof typeof contractsAudit;
  }
}
