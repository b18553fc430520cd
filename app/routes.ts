import { index, layout, route, type RouteConfig } from "@remix-run/route-config";

/** Every URL of the product. A new one needs an entry in test/isolation/manifest.ts, or the isolation test fails. */
export default [
  route("dev/mail", "routes/dev-mail/route.tsx"),
  route("dev/mail/:id", "routes/dev-mail-letter/route.tsx"),
  layout("routes/client-layout/route.tsx", [
    index("routes/home/route.tsx"),
    route("hours", "routes/hours/route.tsx"),
    route("hours/:entryId", "routes/hours-entry/route.tsx"),
    route("more", "routes/more/route.tsx"),
  ]),
  route("staff", "routes/staff-layout/route.tsx", [
    index("routes/staff-home/route.tsx"),
    route("keys", "routes/staff-keys/route.tsx"),
    route("more", "routes/staff-more/route.tsx"),
  ]),
] satisfies RouteConfig;
