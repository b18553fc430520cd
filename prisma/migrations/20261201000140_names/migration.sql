-- Names are ordered and searched in the same way whatever locale the database was made with: É stands with E, ÄRZTEHAUS is Ärztehaus.
create collation names (provider = icu, locale = 'und');

alter table client alter column name type text collate names, alter column legal_name type text collate names;
alter table "user" alter column name type text collate names;
alter table request alter column title type text collate names;
alter table contract alter column name type text collate names;

-- What a text is searched and matched by: without case, accents and doubled spaces. The same as searchKey in app/platform/search-key.ts.
create function search_key(p_text text) returns text language sql immutable strict parallel safe as $$
  select btrim(regexp_replace(normalize(translate(
    replace(replace(replace(replace(
      regexp_replace(normalize(lower(p_text collate public.names), nfd), '[\u0300-\u036f]', '', 'g'),
      'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
    'øłđðıς', 'olddiσ'), nfc), '[ \t\n\r\u00a0\u2000-\u200a\u202f\u3000]+', ' ', 'g'), ' ') $$;

-- The pattern that finds what somebody typed anywhere in a search_key; nothing typed is a wildcard, and 100 characters count.
create function search_pattern(p_typed text) returns text language sql immutable strict parallel safe as $$
  select '%' || regexp_replace(public.search_key(left(p_typed, 100)), '([\\%_])', '\\\1', 'g') || '%' $$;

revoke execute on function search_key(text), search_pattern(text) from public;
grant execute on function search_key(text), search_pattern(text) to tegoed_app, tegoed_owner;

create index request_title_search on request using gin (search_key(title) gin_trgm_ops);
