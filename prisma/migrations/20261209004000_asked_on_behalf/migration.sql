-- A request that staff wrote down for a client's person, who asked by phone: who wrote it, and how they made sure of who asked where the item
-- wants that proven and no second person at the client does it.
alter table change_request
  add column asked_by uuid references "user",
  add column proof_note text not null default '',
  drop constraint change_request_proof_check,
  add constraint change_request_proof_check check (proof in ('code', 'second-person', 'msp')),
  add constraint change_proof_note_is_msps check (coalesce(proof = 'msp', false) = (proof_note <> '')),
  add constraint change_msp_proof_by_staff check (proof is distinct from 'msp' or asked_by is not null);
