import { randomUUID } from "node:crypto";

import type { NextFunction, Request, RequestHandler, Response } from "express";
import rateLimit from "express-rate-limit";
import helmet from "helmet";

import { env } from "#app/platform/env.server.ts";
import { requestLocale, withLocale } from "#app/platform/i18n/locale.server.ts";
import { log } from "#app/platform/log.server.ts";
import { countRequest } from "#app/platform/metrics.server.ts";
import { requestContext, withRequestContext } from "#app/platform/request-context.server.ts";

/** What may be posted at once, in bytes. Forms here are small; Stripe's events stay far below. */
export const bodyLimitBytes = 1_000_000;

/** Gives each request its id, its nonce and its language, and writes one log line when it ends. */
export const inContext: RequestHandler = (req, res, next) => {
  const began = performance.now();
  const context = {
    requestId: randomUUID(),
    ip: req.ip ?? "",
    nonce: randomUUID().replaceAll("-", ""),
    userAgent: req.get("user-agent") ?? "",
  };
  res.setHeader("x-request-id", context.requestId);
  const locale = requestLocale({ cookie: req.get("cookie"), acceptLanguage: req.get("accept-language") });
  withRequestContext(context, () =>
    withLocale(locale, () => {
      res.on("finish", () => {
        const ms = performance.now() - began;
        countRequest(req.method, res.statusCode, ms);
        log.info(
          {
            method: req.method,
            path: loggedPath(req.path),
            status: res.statusCode,
            ms: Math.round(ms),
            ip: context.ip,
          },
          "request",
        );
      });
      next();
    }),
  );
};

const tokenPath = /^\/(setup|reset|invitation)\/(?!(?:company|owner|hours|connections)(?:\.data)?$)[^/]+/;

/** A path as the log may keep it: without the tokens of one-time addresses. */
export function loggedPath(path: string): string {
  return path.replace(tokenPath, "/$1/[hidden]");
}

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

/** Lets a change in only from a page of this site, and shuts two doors of Remix 2 (docs/decisions/0003-remix-fenced.md). */
export const originGuard: RequestHandler = (req, res, next) => {
  if (req.path === "/__manifest" || "_data" in req.query) return void res.status(404).end();
  if (["GET", "HEAD", "OPTIONS"].includes(req.method) || req.path === "/webhooks/stripe") return next();
  const origin = req.get("origin");
  const allowed = origin ? ownOrigins().has(origin) : req.get("sec-fetch-site") === "same-origin";
  if (allowed) return next();
  log.warn({ path: loggedPath(req.path), origin, ip: req.ip }, "a change from another site was refused");
  res.status(403).type("text").send("This form did not come from this site.");
};

const methods = ["GET", "HEAD", "POST"];

/** Refuses what no page of ours asks: another method, an address of another site, or one with a NUL in it (nobody types one, and no text column takes it). */
export const plainRequest: RequestHandler = (req, res, next) => {
  if (!methods.includes(req.method)) return void res.status(405).setHeader("allow", methods.join(", ")).end();
  if (!req.originalUrl.startsWith("/") || req.originalUrl.includes("%00") || req.originalUrl.includes("\0"))
    return void res.status(400).end();
  next();
};

/** Answers only under the site's own name; on one's own machine under each of that machine's. Who is no trusted proxy has no say in it. */
export const ownHost: RequestHandler = (req, res, next) => {
  if (env().trustProxy === undefined) delete req.headers["x-forwarded-host"];
  const asked = (req.get("x-forwarded-host")?.split(",")[0] ?? req.get("host") ?? "").trim();
  const name = URL.canParse(`http://${asked}`) ? new URL(`http://${asked}`).hostname : "";
  const names = [
    new URL(env().origin).hostname,
    ...(env().mode === "production" ? [] : ["localhost", "127.0.0.1", "[::1]"]),
  ];
  if (names.includes(name)) return next();
  log.warn(
    { path: loggedPath(req.path), host: asked.slice(0, 200), ip: req.ip },
    "a request for another site was refused",
  );
  res.status(421).type("text").send("This is another site.");
};

/** On one's own machine localhost and 127.0.0.1 are the same house. */
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
  if (length === undefined && req.get("transfer-encoding") !== undefined) return void res.status(411).end();
  if (Number(length ?? 0) > bodyLimitBytes) return void res.status(413).end();
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
