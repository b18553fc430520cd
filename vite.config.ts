import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";

import remixOptions from "./remix.config.js";

/** Bundles app/server.ts (Express, worker and Remix together) as the server build. */
function serverEntry(): Plugin {
  return {
    name: "tegoed-server-entry",
    enforce: "post",
    apply: "build",
    config: (_config, { isSsrBuild }) => (isSsrBuild ? { build: { rollupOptions: { input: "app/server.ts", output: { inlineDynamicImports: true } } } } : undefined),
  };
}

export default defineConfig({
  plugins: [tailwindcss(), remix(remixOptions), serverEntry()],
  // Scripts of a few lines cost more apart than together: the dashboard's weigh 1 kB less so.
  build: { target: "es2022", assetsInlineLimit: 0, rollupOptions: { output: { experimentalMinChunkSize: 2000 } } },
  server: { host: "127.0.0.1" },
});
