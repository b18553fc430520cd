import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";

import type { ActionFunctionArgs, EntryContext, LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";

import { log } from "#app/platform/log.server.ts";
import { requestContext } from "#app/platform/request-context.server.ts";
import { NonceContext } from "#app/platform/web/nonce.ts";
import { loggedPath } from "#app/platform/web/fences.server.ts";

/** Renders a page and answers with the whole of it: no page defers data, and one write costs less than thirty. A failing page can still become an error page. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  const nonce = requestContext()?.nonce ?? "";
  return new Promise((resolve, reject) => {
    let answered = status;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={context} url={request.url} nonce={nonce} />
      </NonceContext.Provider>,
      {
        nonce,
        onAllReady() {
          clearTimeout(tooLong);
          buffer(pipe(new PassThrough())).then((body) => {
            headers.set("content-type", "text/html; charset=utf-8");
            resolve(new Response(body, { headers, status: answered }));
          }, reject);
        },
        onShellError: reject,
        onError(error) {
          answered = 500;
          log.error({ error: describe(error) }, "a page failed to render");
        },
      },
    );
    const tooLong = setTimeout(abort, 10_000).unref();
  });
}

/** Writes down what no one expected. Refusals and missing pages are answers, not errors. */
export function handleError(error: unknown, { request }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  log.error({ path: loggedPath(new URL(request.url).pathname), error: describe(error) }, "unexpected error");
}

const describe = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);
