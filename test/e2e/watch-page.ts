import type { Page } from "@playwright/test";

/** Collects what the browser complains about: errors, warnings of the content policy, requests to elsewhere. */
export function watchPage(page: Page): () => string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    // A page that answers 404 or 409 on purpose is the test's own business.
    if (message.type() === "error" && !/status of (4\d\d)/.test(message.text())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (/^https?:$/.test(protocol) && !["localhost", "127.0.0.1"].includes(hostname)) complaints.push(`asked ${request.url()}`);
  });
  return () => complaints;
}
