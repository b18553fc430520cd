/** What may be posted at once, in bytes. Forms are small; Stripe's events stay far below. */
const bodyLimitBytes = 1_000_000;

/** What a form with files may send: five of five megabytes, or two of the largest, and its fields. */
export const uploadLimitBytes = 26_000_000;

/** The pages that take files: of a new request, of what the catalogue offers, and of a request that is there. */
const takesFiles =
  /^\/(staff\/)?requests\/(new|(?:new\/)?[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12})(\.data)?$/;

/** What may be posted to a path at once, in bytes. */
export function postLimitOf(path: string): number {
  return takesFiles.test(path) ? uploadLimitBytes : bodyLimitBytes;
}
