import { readdirSync } from "node:fs";

import { mustRun } from "./run-tool.mjs";
import { unlessFresh } from "./stamps.mjs";

const modules = () =>
  readdirSync("app")
    .filter((name) => name !== "commands")
    .map((name) => `app/${name}`);
const node = (what, ...args) =>
  mustRun(what, process.execPath, args, {
    env: {
      NODE_ENV: "production",
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
    },
  });

/** Generates the database client and the message functions where they are stale. */
export async function generate() {
  const made = await Promise.all([
    unlessFresh(
      "client",
      {
        from: ["prisma/schema", "prisma.config.ts", "package-lock.json"],
        makes: "app/platform/generated/prisma/client.ts",
      },
      () => node("prisma generate", "node_modules/prisma/build/index.js", "generate"),
    ),
    unlessFresh(
      "messages",
      {
        from: [
          ...modules().map((module) => `${module}/messages`),
          "app/commands/compile-messages.mjs",
          "app/commands/parts/message-files.mjs",
          "app/platform/i18n/options.js",
          "app/platform/i18n/project.inlang/settings.json",
          "package-lock.json",
        ],
        makes: "app/platform/generated/i18n/messages.js",
      },
      () => node("Compiling the messages", "app/commands/compile-messages.mjs"),
    ),
  ]);
  return made.some(Boolean) ? "made" : "fresh";
}

/** Builds the web application for production, if anything that it is made from has changed. */
export async function build() {
  const from = [
    ...modules(),
    "emails",
    "public",
    "prisma/schema",
    "package-lock.json",
    "tsconfig.json",
    "vite.config.ts",
    "remix.config.js",
  ];
  const made = await unlessFresh("build", { from, makes: "build/server/index.js" }, () =>
    node("The build", "node_modules/@remix-run/dev/dist/cli.js", "vite:build"),
  );
  return made ? "built" : "fresh";
}
