import type { HeadersFunction } from "@remix-run/node";

/** The headers of a page with an error boundary: an error that says when to try again says so on the page too. */
export const retryHeaders: HeadersFunction = ({ errorHeaders, parentHeaders }) => {
  const headers = new Headers(parentHeaders);
  const after = errorHeaders?.get("retry-after");
  if (after) headers.set("retry-after", after);
  return headers;
};
