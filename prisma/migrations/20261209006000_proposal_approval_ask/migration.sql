-- That the owner was asked to let a version out below the margin's floor, once a version, and where the owner said no.
create table proposal_approval_ask (
  client_id uuid not null,
  version_id uuid not null,
  asked_by uuid not null references "user",
  asked_at timestamptz not null,
  refused_by uuid references "user",
  refused_at timestamptz,
  reason text check (btrim(reason) <> ''),
  primary key (client_id, version_id),
  foreign key (client_id, version_id) references proposal_version,
  check ((refused_by is null) = (refused_at is null) and (refused_by is null) = (reason is null))
);
call protect_staff_table('proposal_approval_ask');
grant select, insert, update on proposal_approval_ask to tegoed_app;
