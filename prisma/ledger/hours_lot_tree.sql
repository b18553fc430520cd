-- A payment's lot and the correction lots in which its hours were re-granted, in the order in which a reversal takes: the lot itself, then by age.
create or replace function hours_lot_tree(p_client_id uuid, p_payment_id uuid) returns setof hour_lot
language sql stable as $$
  with recursive tree as (
    select l.* from hour_lot l where l.client_id = p_client_id and l.payment_id = p_payment_id
    union all
    select c.* from tree p join hour_lot c on c.client_id = p.client_id and c.parent_lot_id = p.id
  )
  select * from tree order by id
$$;
revoke execute on function hours_lot_tree from public;
grant execute on function hours_lot_tree to tegoed_app;
