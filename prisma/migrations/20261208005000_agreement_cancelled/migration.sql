-- A signed agreement whose subject was called off before it took effect.
alter table agreement drop constraint agreement_state_check, drop constraint agreement_sealed_once_signed;
alter table agreement
  add constraint agreement_state_check
    check (state in ('open', 'signed', 'declined', 'withdrawn', 'expired', 'superseded', 'cancelled')),
  add constraint agreement_sealed_once_signed check (sealed_at is null or state in ('signed', 'superseded', 'cancelled'));
alter table agreement_evidence drop constraint agreement_evidence_kind_check;
alter table agreement_evidence add constraint agreement_evidence_kind_check
  check (kind in ('prepared', 'opened', 'signed', 'declined', 'completed', 'withdrawn', 'expired', 'superseded', 'cancelled', 'reminded', 'sealed'));
