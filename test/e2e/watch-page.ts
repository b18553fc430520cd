import type { Page } from "@playwright/test";

/** Collects what the browser complains about: errors, breaches of the content policy, requests to elsewhere; each with the page's address. */
export function watchPage(page: Page): () => string[] {
  const complaints: string[] = [];
  const note = (what: string): void => void complaints.push(`${what} (on ${page.url()})`);
  page.on("console", (message) => {
    // A page that answers 404 or 409 on purpose is the test's own business.
    if (message.type() === "error" && !/status of (4\d\d)/.test(message.text())) note(message.text());
  });
  page.on("pageerror", (error) => note(String(error)));
  page.on("request", (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (/^https?:$/.test(protocol) && !["localhost", "127.0.0.1"].includes(hostname))
      note(`asked ${request.url()}`);
  });
  return () => complaints;
}
