import type { ServerBuild } from "@remix-run/node";
import type { RequestHandler } from "express";

import { withPreloadHeader } from "#app/platform/web/preloads.server.ts";
import { remixHandler } from "#app/platform/web/remix-handler.server.ts";
import { routeParts } from "#app/platform/web/route-parts.ts";

/** Answers each request with a handler that holds the few routes which its address can match; there are as many handlers as there are such sets. */
export function routedHandler(built: ServerBuild, mode: string): RequestHandler {
  const build = withPreloadHeader(built);
  const partOf = routeParts(build.routes);
  const handlers = new Map<string, RequestHandler>();
  return (req, res, next) => {
    const { key, routes } = partOf(req.path);
    const handler = handlers.get(key) ?? remixHandler(withRoutes(build, routes), mode);
    handlers.set(key, handler);
    return handler(req, res, next);
  };
}

function withRoutes(build: ServerBuild, routes: ServerBuild["routes"]): ServerBuild {
  const names = new Set(Object.keys(routes));
  const assets = Object.entries(build.assets.routes).filter(([id]) => names.has(id));
  return { ...build, routes, assets: { ...build.assets, routes: Object.fromEntries(assets) } };
}
