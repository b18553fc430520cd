-- 20261204001510 once more, in the system's scope: without a scope its role saw no rows, so the old notices stayed.
select set_config('app.scope', 'system', true);
update hour_setting s set topup_capped_at = null
from hour_account a
where a.client_id = s.client_id and s.topup_capped_at is not null and coalesce(a.available_minutes - a.owed_minutes > a.topup_level, true);
