import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    reporters: process.env["CI"] ? ["dot"] : ["default"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/unit/**/*.test.ts", "test/unit/**/*.test.tsx"],
          testTimeout: 20_000,
          isolate: false,
          setupFiles: ["test/setup/fresh-modules.ts", "test/setup/clock.ts", "test/setup/console.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: ["test/db/**/*.test.ts"],
          globalSetup: ["test/setup/database-server.ts"],
          setupFiles: [
            "test/setup/fresh-modules.ts",
            "test/setup/clock.ts",
            "test/setup/console.ts",
            "test/setup/lock-order.ts",
            "test/setup/app-database.ts",
          ],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          pool: "forks",
          isolate: false,
          maxWorkers: 2,
        },
      },
      {
        // The built web server as a whole, each file with a test app of its own.
        extends: true,
        test: {
          name: "server",
          include: ["test/routes/**/*.test.ts"],
          globalSetup: ["test/setup/database-server.ts"],
          setupFiles: ["test/setup/clock.ts", "test/setup/console.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          pool: "forks",
          // One of them keeps a processor busy, the others mostly wait.
          maxWorkers: 3,
        },
      },
    ],
  },
});
