-- A cap holds nothing back where no top-up is wanted or the balance is above the level: such notices were never taken away.
update hour_setting s set topup_capped_at = null
from hour_account a
where a.client_id = s.client_id and s.topup_capped_at is not null and coalesce(a.available_minutes - a.owed_minutes > a.topup_level, true);
