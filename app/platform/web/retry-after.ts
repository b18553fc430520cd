import type { HeadersFunction } from "@remix-run/node";

/** The headers of a page with an error boundary: an error that says when to try again says so on its page too. */
export const retryHeaders: HeadersFunction = ({ errorHeaders, parentHeaders }) => {
  const after = errorHeaders?.get("retry-after") ?? parentHeaders.get("retry-after");
  return new Headers(after ? { "retry-after": after } : {});
};
