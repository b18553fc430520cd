-- What a timestamp authority says of a sealed file's SHA-256 (RFC 3161); the file itself does not change.
create table agreement_timestamp (
  client_id uuid not null,
  agreement_id uuid not null,
  token bytea not null,
  proven_at timestamptz not null,
  authority text not null check (btrim(authority) <> ''),
  primary key (client_id, agreement_id),
  foreign key (client_id, agreement_id) references agreement
);
call protect_client_table('agreement_timestamp', false);
create trigger append_only before update or delete or truncate on agreement_timestamp for each statement execute function refuse_change();
grant select, insert on agreement_timestamp to tegoed_app;
