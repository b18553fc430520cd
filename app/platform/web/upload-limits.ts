/** What may be posted at once, in bytes. Forms are small; Stripe's events stay far below. */
const bodyLimitBytes = 1_000_000;

/** What a form sends around its file, in bytes. */
const aroundFile = 65_536;

/** The largest file about a client's people, and the largest agreement that may be checked, in bytes. */
export const rosterFileBytes = 8_000_000;
export const agreementFileBytes = 10_000_000;

/** What a form with files may send: five of five megabytes, or two of the largest, and its fields. */
const requestFormBytes = 26_000_000;

/** The pages that take more than others, by the paths of app/routes.ts, with the bytes that one form may send. Their actions read up to the same. */
export const largePosts = {
  "/requests/new": requestFormBytes,
  "/requests/new/:itemId": requestFormBytes,
  "/requests/:requestId": requestFormBytes,
  "/staff/requests/new": requestFormBytes,
  "/staff/requests/catalogue/:itemId": requestFormBytes,
  "/staff/requests/:requestId": requestFormBytes,
  "/staff/clients/:clientId/import": rosterFileBytes + 3 * aroundFile,
  "/staff/clients/:clientId/contract/import": 1_500_000,
  "/check-agreement": agreementFileBytes + aroundFile,
} as const;

const uuid = String.raw`[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}`;
const limits = Object.entries(largePosts).map(([path, bytes]) => ({
  fits: new RegExp(`^${path.replaceAll(/:\w+/g, uuid)}(\\.data)?$`, "i"),
  bytes,
}));

/** What may be posted to a path at once, in bytes. */
export function postLimitOf(path: string): number {
  return limits.find(({ fits }) => fits.test(path))?.bytes ?? bodyLimitBytes;
}
