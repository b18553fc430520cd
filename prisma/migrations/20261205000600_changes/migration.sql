select set_config('app.scope', 'system', true);

-- What the records refused at its hour waits for the MSP since then.
alter table change_request add column effect_refused_at timestamptz;
update change_request set effect_refused_at = coalesce(effect_at, asked_at) where effect_refusal is not null;
alter table change_request add constraint change_refusal_is_dated check ((effect_refusal is null) = (effect_refused_at is null));
create index on change_request (effect_refused_at) where effect_refusal is not null;

-- A request that nobody approved, or that was withdrawn, never takes effect: it is dropped. One that undoes another and was dropped leaves
-- room for the next.
alter table change_request drop constraint change_request_effect_state_check;
alter table change_request add constraint change_request_effect_state_check
  check (effect_state in ('none', 'pending', 'done', 'undone', 'dropped'));
update change_request c set effect_state = 'dropped' from request r
where r.client_id = c.client_id and r.id = c.request_id and r.state in ('refused', 'withdrawn') and c.effect_state = 'pending';
drop index change_is_reversed_once;
create unique index change_is_reversed_once on change_request (client_id, reverses_id) where reverses_id is not null and effect_state <> 'dropped';
