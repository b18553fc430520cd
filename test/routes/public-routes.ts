import { roles, signedIn, type RouteEntry } from "#test/routes/route-entry.ts";

/** Who may use the routes that need no client and no MSP: before signing in, and one's own profile. */
export const publicRoutes: Record<string, RouteEntry> = {
  root: { read: "everyone", frame: true },
  "routes/public/setup": { read: "nobody" },
  "routes/public/setup-company": { read: "nobody" },
  "routes/public/setup-owner": { read: "nobody" },
  "routes/public/setup-hours": { read: "nobody" },
  "routes/public/setup-connections": { read: "nobody" },
  "routes/public/setup-begin": { read: "nobody", path: "/setup/no-such-token" },
  "routes/public/sign-in": {
    read: "everyone",
    write: "everyone",
    leadsTo: Object.fromEntries(signedIn.map((role) => [role, /^\/(staff)?$/])),
  },
  "routes/public/sign-in-code": {
    read: "everyone",
    write: "everyone",
    leadsTo: Object.fromEntries(roles.map((role) => [role, /^\/(sign-in|staff|)$/])),
  },
  "routes/public/places": {
    read: signedIn,
    write: signedIn,
    leadsTo: Object.fromEntries(signedIn.map((role) => [role, /^\/(staff)?$/])),
  },
  "routes/public/sign-out": {
    read: "everyone",
    leadsTo: Object.fromEntries(roles.map((role) => [role, /^\//])),
  },
  "routes/public/forgot": { read: "everyone", write: "everyone" },
  "routes/public/reset": { read: "everyone", write: "everyone", path: "/reset/no-such-token", status: 410 },
  "routes/public/invitation": {
    read: "everyone",
    write: "everyone",
    path: "/invitation/no-such-token",
    status: 410,
  },
  "routes/public/language": {
    read: "everyone",
    leadsTo: Object.fromEntries(roles.map((role) => [role, /^\//])),
  },
  // The API's document names the fields of a price; it holds no amount.
  "routes/public/api": { amounts: ["onceMinor", "monthlyMinor"], read: "everyone" },
  "routes/public/check-statement": { read: "everyone" },
  "routes/public/check-agreement": { read: "everyone", write: "everyone", body: { hash: "0".repeat(64) } },
  "routes/api/webhooks-stripe": { read: "nobody" },
  "routes/api/webhooks-halo": { read: "nobody" },
  "routes/public/dev-mail": { read: "everyone" },
  "routes/public/dev-mail-letter": { read: "nobody", path: "/dev/mail/no-such-letter" },
  "routes/public/not-found": { read: "nobody", path: "/no-such-page" },
  "routes/public/personal-layout": { read: signedIn, frame: true },
  "routes/public/profile": { read: signedIn, write: signedIn },
  "routes/public/security": { read: signedIn, write: signedIn },
  "routes/public/security-authenticator": { read: signedIn, write: signedIn },
  "routes/public/security-backup-codes": {
    read: signedIn,
    write: signedIn,
    leadsTo: Object.fromEntries(signedIn.map((role) => [role, /^\/security/])),
  },
  "routes/public/security-confirm": { read: signedIn, write: signedIn },
  "routes/public/security-password": { read: signedIn, write: signedIn },
  "routes/public/microsoft-consent": { read: "everyone" },
};
