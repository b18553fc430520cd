-- One line for the journal, still without client, op and number: hours_post adds those.
create or replace function hours_line(p_src hour_bucket, p_dst hour_bucket, p_minutes integer, p_value_minor integer, p_lot_id integer, p_debt_id integer,
  p_subject text) returns hour_transfer
language sql immutable as $$
  select row(null, null, null, p_src, p_dst, p_minutes, p_value_minor, p_lot_id, p_debt_id, p_subject)::hour_transfer
$$;
