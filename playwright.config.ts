import { defineConfig } from "@playwright/test";

import { findBrowser } from "#test/setup/browser.ts";

const { executablePath, args, env } = await findBrowser();

export default defineConfig({
  testDir: "test/e2e",
  testMatch: "**/*.spec.ts",
  // Plain JavaScript of a megabyte: nothing to translate in it.
  build: { external: ["**/generated/i18n/*.js"] },
  outputDir: "test-results",
  globalSetup: "./test/setup/browser-server.ts",
  fullyParallel: false,
  workers: 2,
  // Somebody else's busy machine gets a second try, with a fresh test app; npm test names what needed it.
  retries: process.env["CI"] ? 1 : 0,
  forbidOnly: Boolean(process.env["CI"]),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env["CI"] ? "line" : "list",
  use: {
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    // Nobody sees the pictures of a run of CI, and they cost a sixth of its time.
    trace: process.env["CI"] ? "off" : "retain-on-failure",
    screenshot: process.env["CI"] ? "off" : "only-on-failure",
    launchOptions: { executablePath, args, env: { ...process.env, ...env } },
  },
});
