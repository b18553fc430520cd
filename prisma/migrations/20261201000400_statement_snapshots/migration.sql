-- What a statement showed when it was issued, a row a PDF: names, addresses, titles, amounts and blocks, before they are put into
-- words. Later renames, another time zone or a corrected request change nothing of it. Statements of earlier versions get their
-- rows when they are next asked for.
create table hour_statement_part (
  client_id uuid not null,
  statement_id uuid not null,
  part smallint not null check (part > 0),
  content jsonb not null,
  primary key (client_id, statement_id, part),
  foreign key (client_id, statement_id) references hour_statement
);
call protect_client_table('hour_statement_part', false);
create trigger append_only before update or delete or truncate on hour_statement_part for each statement execute function refuse_change();
grant select, insert on hour_statement_part to tegoed_app;

-- The documents themselves, a row a language: written once, so that a reference is the same bytes whatever version writes PDFs.
create table hour_statement_file (
  client_id uuid not null,
  statement_id uuid not null,
  part smallint not null,
  locale text not null check (locale in ('nl', 'de', 'en')),
  content bytea not null,
  made_at timestamptz not null,
  primary key (client_id, statement_id, part, locale),
  foreign key (client_id, statement_id, part) references hour_statement_part
);
call protect_client_table('hour_statement_file', false);
create trigger append_only before update or delete or truncate on hour_statement_file for each statement execute function refuse_change();
grant select, insert on hour_statement_file to tegoed_app;
