-- The text of one line for hours_op_hash: a JSON array.
create or replace function hours_line_text(p_src hour_bucket, p_dst hour_bucket, p_minutes integer, p_value_minor integer, p_lot_id integer, p_debt_id integer,
  p_subject text) returns text
language sql stable as $$
  select json_build_array(p_src, p_dst, p_minutes, p_value_minor, p_lot_id, p_debt_id, p_subject)::text
$$;
