/**
 * The options that vite.config.ts hands to the Remix plugin.
 * Lazy route discovery stays off: its /__manifest endpoint can block the server (docs/decisions/0003-remix-fenced.md).
 * @type {import("@remix-run/dev").VitePluginConfig}
 */
export default {
  appDirectory: "app",
  serverModuleFormat: "esm",
  future: {
    v3_fetcherPersist: true,
    v3_relativeSplatPath: true,
    v3_throwAbortReason: true,
    v3_singleFetch: true,
    v3_lazyRouteDiscovery: false,
    v3_routeConfig: true,
  },
};
