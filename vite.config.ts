import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin, type Rollup } from "vite";

import { browserGroups, trimManifest } from "./app/commands/parts/browser-files.mjs";
import remixOptions from "./remix.config.js";

/** Bundles app/server.ts (Express, worker and Remix together) and the thread that lays out papers as the server build. */
function serverEntry(): Plugin {
  return {
    name: "tegoed-server-entry",
    enforce: "post",
    apply: "build",
    config: (_config, { isSsrBuild }) =>
      isSsrBuild
        ? {
            build: {
              rollupOptions: {
                input: { index: "app/server.ts", "pdf-worker": "app/pdf-worker.server.ts" },
                preserveEntrySignatures: "allow-extension",
                output: { entryFileNames: "[name].js" },
              },
            },
          }
        : undefined,
  };
}

/** Two files that import each other may run in an order in which one reads what the other has not made yet: no such build is finished. */
const refuseCircles: Rollup.WarningHandlerWithDefault = (warning, warn) => {
  if (warning.code === "CIRCULAR_CHUNK") throw new Error(warning.message);
  // "use client" says nothing here.
  if (warning.code !== "MODULE_LEVEL_DIRECTIVE") warn(warning);
};

/** Puts what nearly every page needs into few files for browsers, and trims the list of all pages that they read. */
function browserFiles(): Plugin {
  let isServer = false;
  return {
    name: "tegoed-browser-files",
    enforce: "post",
    apply: "build",
    config: (_config, { isSsrBuild }) => {
      isServer = isSsrBuild ?? false;
      const output = { manualChunks: browserGroups(), onlyExplicitManualChunks: true };
      return isServer ? undefined : { build: { rollupOptions: { output, onwarn: refuseCircles } } };
    },
    // Remix writes the list while the server is built.
    closeBundle: () => {
      if (isServer) trimManifest("build/client/assets");
    },
  };
}

export default defineConfig({
  plugins: [tailwindcss(), remix(remixOptions), serverEntry(), browserFiles()],
  // Scripts by their contents alone: the names of two hundred would travel with every page's list of them, 1.6 kB of the dashboard's.
  build: {
    target: "es2022",
    assetsInlineLimit: 0,
    rollupOptions: { output: { chunkFileNames: "assets/[hash:8].js", entryFileNames: "assets/[hash:8].js" } },
  },
  server: { host: "127.0.0.1" },
});
