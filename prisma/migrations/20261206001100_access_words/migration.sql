select set_config('app.scope', 'system', true);

-- A new version of a shipped item is published by nobody, as its first one was, and only where nobody of the MSP has published or drafted
-- another: what people wrote stays. The item "access" asks which rights somebody gets without saying "he or she".
with untouched as (
  select i.id, v.version, v.content from catalogue_item i
  join catalogue_version v on v.item_id = i.id and v.version = i.published_version
  where i.key = 'access'
    and not exists (select from catalogue_draft d where d.item_id = i.id)
    and not exists (select from catalogue_version o where o.item_id = i.id and o.published_by is not null)
), worded as (
  insert into catalogue_version (item_id, version, content, published_at)
  select id, version + 1, jsonb_set(content, '{fields}', (
    select jsonb_agg(case when f.field->>'key' = 'level'
      then jsonb_set(f.field, '{label}', '{"nl":"Welke rechten?","de":"Welche Rechte?","en":"Which rights?"}') else f.field end order by f.place)
    from jsonb_array_elements(content->'fields') with ordinality f (field, place)
  )), '2026-12-06T00:00:00Z' from untouched
  returning item_id, version
)
update catalogue_item i set published_version = w.version from worded w where i.id = w.item_id;
