import { randomUUID } from "node:crypto";

import type { NextFunction, Request, RequestHandler, Response } from "express";
import rateLimit from "express-rate-limit";
import helmet from "helmet";

import { env } from "#app/platform/env.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { requestLocale, withLocale } from "#app/platform/i18n/locale.server.ts";
import { log, logRequest } from "#app/platform/log.server.ts";
import { redactPath } from "#app/platform/redact.ts";
import { countRequest } from "#app/platform/metrics.server.ts";
import { requestContext, withRequestContext } from "#app/platform/request-context.server.ts";
import { answerInWords } from "#app/platform/web/errors.server.ts";
import { judgedHost, judgedPath } from "#app/platform/web/address.ts";
import { postLimitOf } from "#app/platform/web/upload-limits.ts";

/** Gives each request its id, its nonce and its language, and writes one log line when it ends. */
export const inContext: RequestHandler = (req, res, next) => {
  const began = performance.now();
  const context = {
    requestId: randomUUID(),
    ip: req.ip ?? "",
    nonce: randomUUID().replaceAll("-", ""),
    userAgent: req.get("user-agent") ?? "",
    reads: req.method === "GET" || req.method === "HEAD",
  };
  res.setHeader("x-request-id", context.requestId);
  const locale = requestLocale({ cookie: req.get("cookie"), acceptLanguage: req.get("accept-language") });
  withRequestContext(context, () =>
    withLocale(locale, () => {
      res.on("finish", () => {
        const ms = performance.now() - began;
        countRequest(req.method, res.statusCode, ms);
        logRequest({
          method: req.method,
          path: redactPath(req.path),
          status: res.statusCode,
          ms: Math.round(ms),
          ip: context.ip,
        });
      });
      next();
    }),
  );
};

/** The security headers, errors included. Forms may lead to Stripe's checkout; scripts need the request's nonce. */
export function securityHeaders(): RequestHandler {
  const checkout = env().stripeApiBase
    ? new URL(env().stripeApiBase ?? "").origin
    : "https://checkout.stripe.com";
  const secure = env().origin.startsWith("https:");
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: [() => `'nonce-${requestContext()?.nonce ?? ""}'`, "'strict-dynamic'"],
        // The thread that reads an agreement's PDF.
        workerSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'", checkout],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    strictTransportSecurity: secure ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: "strict-origin-when-cross-origin" },
    crossOriginOpenerPolicy: { policy: "same-origin" },
    xFrameOptions: { action: "deny" },
  });
}

/** What other programs post to: each message proves by its signature or secret where it came from. */
const isCalledByPrograms = (path: string): boolean =>
  ["/webhooks/stripe", "/webhooks/halo"].includes(path) || path.startsWith("/webhooks/automation/");

/** Lets a change in only from a page of this site, and refuses two kinds of request that Remix 2 accepts (docs/decisions/0003-remix-fenced.md). */
export const originGuard: RequestHandler = (req, res, next) => {
  const { searchParams } = new URL(req.originalUrl, env().origin);
  if (req.path === "/__manifest" || searchParams.has("_data")) return void res.status(404).end();
  if (["GET", "HEAD", "OPTIONS"].includes(req.method) || isCalledByPrograms(req.path)) return next();
  const origin = req.get("origin");
  const allowed = origin ? ownOrigins().has(origin) : req.get("sec-fetch-site") === "same-origin";
  if (allowed) return next();
  log.warn({ path: redactPath(req.path), origin, ip: req.ip }, "a change from another site was refused");
  res.status(403).type("text").send("This form did not come from this site.");
};

const methods = ["GET", "HEAD", "POST"];

/** Refuses another method than pages of ours use, and a target that is no plain path; whoever reads the path afterwards reads the same one. */
export const plainRequest: RequestHandler = (req, res, next) => {
  if (!methods.includes(req.method)) return void res.status(405).setHeader("allow", methods.join(", ")).end();
  const path = judgedPath(req.originalUrl);
  if (path === null) return void res.status(400).end();
  req.url = req.originalUrl = path;
  next();
};

/**
 * Answers only under the site's own name; on one's own machine under each of that machine's. Only a trusted proxy has a say in
 * host and protocol. What was judged replaces the headers: Remix builds the address of its request from them.
 */
export const ownHost: RequestHandler = (req, res, next) => {
  const byProxy = cameByProxy(req);
  const { host: hosts = [], ...sent } = req.headersDistinct;
  const forwarded = byProxy ? (sent["x-forwarded-host"] ?? []) : [];
  const host = judgedHost(forwarded.length > 0 ? forwarded : hosts, ownNames());
  const protocol = byProxy ? req.get("x-forwarded-proto") : undefined;
  if (host === null || !["http", "https", undefined].includes(protocol)) {
    const asked = `${[...forwarded, ...hosts].join(" ")} ${protocol ?? ""}`.slice(0, 200);
    log.warn(
      { path: redactPath(req.path), host: asked, ip: req.ip },
      "a request for another site was refused",
    );
    return void res.status(421).type("text").send("This is another site.");
  }
  req.headers.host = host;
  delete req.headers["x-forwarded-host"];
  if (!byProxy) delete req.headers["x-forwarded-proto"];
  next();
};

function ownNames(): string[] {
  const { origin, mode } = env();
  return [new URL(origin).hostname, ...(mode === "production" ? [] : ["localhost", "127.0.0.1", "[::1]"])];
}

type Trust = (address: string | undefined, hop: number) => boolean;
const isTrust = (setting: unknown): setting is Trust => typeof setting === "function";

/** Whether the other end of the connection is a proxy that the setting TRUST_PROXY names. */
function cameByProxy(req: Request): boolean {
  const trusts: unknown = req.app.get("trust proxy fn");
  return isTrust(trusts) && trusts(req.socket.remoteAddress, 0);
}

/** On one's own machine localhost and 127.0.0.1 are the same site. */
function ownOrigins(): Set<string> {
  const { origin, mode } = env();
  if (mode === "production") return new Set([origin]);
  return new Set([
    origin,
    origin.replace("//localhost", "//127.0.0.1"),
    origin.replace("//127.0.0.1", "//localhost"),
  ]);
}

/** Refuses bodies that are too large, or that do not say how large they are, before a byte is read. */
export const bodyLimit: RequestHandler = (req: Request, res: Response, next: NextFunction) => {
  if (["GET", "HEAD", "OPTIONS"].includes(req.method)) return next();
  const length = req.get("content-length");
  if (length === undefined && req.get("transfer-encoding") !== undefined)
    return answerInWords(res, 411, m.error_bad_request());
  if (Number(length ?? 0) > postLimitOf(req.path)) return answerInWords(res, 413, m.error_too_large_text());
  next();
};

/** A ceiling per address and process on changes; sign-in has finer limits of its own in the database. */
export function changeLimit(): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: 300,
    standardHeaders: "draft-7",
    legacyHeaders: false,
    ipv6Subnet: 64,
    skip: (req) =>
      ["GET", "HEAD", "OPTIONS"].includes(req.method) ||
      req.path === "/webhooks/stripe" ||
      env().mode === "test",
  });
}

/** Pages of signed-in people are nobody else's: no cache keeps them. Assets carry their own header. */
export const noStore: RequestHandler = (_req, res, next) => {
  res.setHeader("cache-control", "no-store");
  next();
};
