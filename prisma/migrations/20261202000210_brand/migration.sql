-- How the MSP appears on pages, in e-mails and on paper. Colours are six hexadecimal digits; without one the product's own stands.
alter table msp
  add column sender_name text check (length(sender_name) between 1 and 120),
  add column reply_to text check (length(reply_to) between 3 and 254),
  add column colour_light text check (colour_light ~ '^[0-9a-f]{6}$'),
  add column colour_dark text check (colour_dark ~ '^[0-9a-f]{6}$'),
  add column account_holder text check (length(account_holder) between 1 and 160),
  add column iban text check (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'),
  add column bic text check (bic ~ '^[A-Z0-9]{8}([A-Z0-9]{3})?$'),
  add column logo_light text,
  add column logo_dark text;

-- Logos by the SHA-256 of their bytes: an address in an old e-mail or paper goes on showing what it showed.
create table brand_logo (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  media_type text not null check (media_type in ('image/png', 'image/jpeg', 'image/webp')),
  width int not null check (width between 1 and 4000),
  height int not null check (height between 1 and 4000),
  content bytea not null check (octet_length(content) between 1 and 512000),
  created_at timestamptz not null
);
call protect_staff_table('brand_logo');
create policy everyone_reads on brand_logo for select to tegoed_client using (true);
create trigger append_only before update or delete or truncate on brand_logo for each statement execute function refuse_change();
grant select, insert on brand_logo to tegoed_app;

alter table msp
  add foreign key (logo_light) references brand_logo,
  add foreign key (logo_dark) references brand_logo;

-- The MSP's own terms for prepaid hours, beside the product's: a version holds one text a language, empty for none; what was agreed to stays.
create table own_terms (
  version int not null check (version > 0),
  locale text not null check (locale in ('nl', 'de', 'en')),
  content text not null check (length(content) <= 20000),
  created_at timestamptz not null,
  primary key (version, locale)
);
call protect_staff_table('own_terms');
create policy everyone_reads on own_terms for select to tegoed_client using (true);
create trigger append_only before update or delete or truncate on own_terms for each statement execute function refuse_change();
grant select, insert on own_terms to tegoed_app;
