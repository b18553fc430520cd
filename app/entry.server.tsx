import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";

import type { ActionFunctionArgs, EntryContext, LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import type { ReactElement } from "react";
import { renderToPipeableStream, renderToString } from "react-dom/server";

import { reportError } from "#app/platform/error-report.server.ts";
import { errorText, log } from "#app/platform/log.server.ts";
import { redactPath } from "#app/platform/redact.ts";
import { requestContext } from "#app/platform/request-context.server.ts";
import { NonceContext } from "#app/platform/web/nonce.ts";
import { wholeAnswer } from "#app/platform/web/remix-handler.server.ts";

/** Renders a page and answers with the whole of it: no page defers data. A failing page can still become an error page. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  const nonce = requestContext()?.nonce ?? "";
  // The data is all there: rendered by Remix, it would make React wait and send it in a part of its own.
  const { serverHandoffStream: data, ...known } = context;
  const scripts = data ? dataScripts(await new Response(data).text(), nonce) : "";
  const page = (
    <NonceContext.Provider value={nonce}>
      <RemixServer context={known} url={request.url} nonce={nonce} />
    </NonceContext.Provider>
  );
  const html = await render(page, nonce);
  headers.set("content-type", "text/html; charset=utf-8");
  const end = html.lastIndexOf("</body>");
  return wholeAnswer(html.slice(0, end) + scripts + html.slice(end), { headers, status });
}

/** A page as text at once, for a quarter of what its way through a stream costs. What can't be rendered at once (a part whose script this process loads for the first time) is waited for, and a fault is thrown. */
async function render(page: ReactElement, nonce: string): Promise<string> {
  try {
    return `<!DOCTYPE html>${renderToString(page)}`;
  } catch {
    return renderInTime(page, nonce);
  }
}

function renderInTime(page: ReactElement, nonce: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(page, {
      nonce,
      onAllReady() {
        clearTimeout(tooLong);
        text(pipe(new PassThrough())).then(resolve, reject);
      },
      onShellError: reject,
    });
    const tooLong = setTimeout(abort, 10_000).unref();
  });
}

/** What gives the page's data to Remix in the browser, as its own `StreamTransfer` writes it (version 2.17.5). */
function dataScripts(data: string, nonce: string): string {
  const literal = JSON.stringify(data).replace(
    /[&<>\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const controller = "window.__remixContext.streamController";
  return `<script nonce="${nonce}">${controller}.enqueue(${literal});${controller}.close();</script>`;
}

/** Writes down what no one expected. Refusals and missing pages are answers, not errors. */
export function handleError(error: unknown, { request }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  const { pathname } = new URL(request.url);
  log.error({ path: redactPath(pathname), error: errorText(error) }, "unexpected error");
  reportError(error, { kind: "request", name: pathname });
}
