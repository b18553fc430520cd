import type { KeyRefusal } from "#app/api/keys/make-key.server.ts";
import type { ApiScope } from "#app/api/scopes.ts";
import { m } from "#app/platform/generated/i18n/messages.js";

/** What each scope lets a key do, in words. */
export const scopeWords: Record<ApiScope, () => string> = {
  "clients:read": m.api_scope_clients,
  "requests:read": m.api_scope_requests_read,
  "requests:write": m.api_scope_requests_write,
  "time:write": m.api_scope_time,
  "hours:read": m.api_scope_hours,
  "contracts:read": m.api_scope_contracts,
  "people:read": m.api_scope_people,
};

/** Why no key was made. */
export const keyRefusalWords: Record<KeyRefusal, () => string> = {
  "already-made": m.api_key_already_made,
  "not-staff": m.api_key_not_staff,
};
