/** What a key may be used for. A key has one or more. */
export const apiScopes = [
  "clients:read",
  "requests:read",
  "requests:write",
  "time:write",
  "hours:read",
  "contracts:read",
  "people:read",
] as const;
export type ApiScope = (typeof apiScopes)[number];

/** Tells whether a text is a scope of keys. */
export function isApiScope(value: unknown): value is ApiScope {
  return apiScopes.some((scope) => scope === value);
}
