import type { ErrorRequestHandler, Request, Response } from "express";

import { m } from "#app/platform/generated/i18n/messages.js";
import { reportError } from "#app/platform/error-report.server.ts";
import { errorText, log } from "#app/platform/log.server.ts";
import { redactPath } from "#app/platform/redact.ts";
import { requestContext } from "#app/platform/request-context.server.ts";

/** Answers in plain words, in the language of the request; for what never reaches a page. */
export function answerInWords(res: Response, status: number, words: string): void {
  res.status(status).setHeader("cache-control", "no-store").type("text").send(words);
}

/** The last handler: what failed outside Remix goes to the log, and the caller gets words and the request's id. */
export const answerError: ErrorRequestHandler = (error: unknown, req: Request, res: Response, _next) => {
  const status = statusOf(error);
  if (status >= 500) {
    log.error({ path: redactPath(req.path), error: errorText(error) }, "a request failed outside Remix");
    reportError(error, { kind: "request", name: req.path });
  }
  if (res.headersSent) return void res.destroy();
  if (status < 500) return answerInWords(res, status, m.error_bad_request());
  const id = requestContext()?.requestId ?? "";
  answerInWords(res, status, `${m.error_title()}. ${m.error_text()} ${m.error_reference({ id })}`);
};

/** What Express and its parts blame on the caller (a path that can't be decoded, a file outside the folder) says so by its status. */
function statusOf(error: unknown): number {
  const status: unknown = error instanceof Error ? Reflect.get(error, "status") : undefined;
  return typeof status === "number" && status >= 400 && status < 500 ? status : 500;
}
