import { route, type RouteConfig } from "@remix-run/route-config";

/** Every URL of the product. A new one needs an entry in test/isolation/manifest.ts, or the isolation test fails. */
export default [
  route("dev/mail", "routes/dev-mail/route.tsx"),
] satisfies RouteConfig;
