import { PassThrough } from "node:stream";

import { createReadableStreamFromReadable, type ActionFunctionArgs, type EntryContext, type LoaderFunctionArgs } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";

import { log } from "#app/platform/log.server.ts";
import { requestContext } from "#app/platform/request-context.server.ts";
import { NonceContext } from "#app/platform/web/nonce.ts";

/** Renders a page; answers once its frame is ready, so that a failing page can still become an error page. */
export default function handleRequest(request: Request, status: number, headers: Headers, context: EntryContext): Promise<Response> {
  const nonce = requestContext()?.nonce ?? "";
  return new Promise((resolve, reject) => {
    let answered = status;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={context} url={request.url} nonce={nonce} />
      </NonceContext.Provider>,
      {
        nonce,
        onShellReady() {
          const body = new PassThrough();
          headers.set("content-type", "text/html; charset=utf-8");
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: answered }));
          pipe(body);
        },
        onShellError: reject,
        onError(error) {
          answered = 500;
          log.error({ error: describe(error) }, "a page failed to render");
        },
      },
    );
    setTimeout(abort, 10_000).unref();
  });
}

/** Writes down what no one expected. Refusals and missing pages are answers, not errors. */
export function handleError(error: unknown, { request }: LoaderFunctionArgs | ActionFunctionArgs): void {
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  log.error({ path: new URL(request.url).pathname, error: describe(error) }, "unexpected error");
}

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
