import { readdirSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";

import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type Express, type RequestHandler } from "express";
import * as remixBuild from "virtual:remix/server-build";

import { apiDocument, apiHandler } from "#app/api/handler.server.ts";
import { endStreams, liveStream } from "#app/desk/live/live-stream.server.ts";
import { renewSetupLink, setupLine } from "#app/office/setup/setup-link.server.ts";
import { crons, jobs } from "#app/jobs.server.ts";
import { closeDatabase, refuseOwnerLogin } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { startJobs, type JobRunner } from "#app/platform/jobs.server.ts";
import { log } from "#app/platform/log.server.ts";
import { sinkFile, sinkFrame } from "#app/platform/mail/sink-frame.server.ts";
import { brandFiles } from "#app/platform/web/brand-files.server.ts";
import { squeezedAssets } from "#app/platform/web/assets.server.ts";
import {
  bodyLimit,
  changeLimit,
  inContext,
  noStore,
  originGuard,
  ownHost,
  plainRequest,
  securityHeaders,
} from "#app/platform/web/fences.server.ts";
import { answerError } from "#app/platform/web/errors.server.ts";
import { healthz, readyz } from "#app/platform/web/health.server.ts";
import { metrics } from "#app/platform/web/metrics.server.ts";
import { remixHandler } from "#app/platform/web/remix-handler.server.ts";
import { routedHandler } from "#app/platform/web/routed.server.ts";

type Build = ServerBuild | (() => Promise<ServerBuild>);

/** Builds the web application: the API for programs, the fences for browsers, then assets, then Remix. */
export function createApp(build: Build = remixBuild, assets: RequestHandler[] = builtAssets()): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", env().trustProxy ?? false);
  app.set("query parser", false);
  app.use(inContext, securityHeaders());
  app.get("/healthz", healthz);
  app.get("/readyz", readyz);
  app.get("/metrics", metrics);
  app.get("/api/openapi.json", ownHost, apiDocument);
  app.use("/api/v1", ownHost, apiHandler);
  app.use(plainRequest, ownHost);
  app.get("/live", liveStream);
  app.get("/dev/mail/:id/html", sinkFrame);
  app.get("/dev/mail/:id/files/:file", sinkFile);
  app.use(originGuard, bodyLimit, changeLimit(), compression(), ...assets);
  app.get("/brand/:file", brandFiles);
  const mode = env().mode === "development" ? "development" : "production";
  const answer = typeof build === "function" ? remixHandler(build, mode) : routedHandler(build, mode);
  app.all("*", noStore, answer);
  app.use(answerError);
  return app;
}

/** What a worker answers where METRICS_TOKEN is set: how it does, and nothing else. */
function createMonitor(): Express {
  const app = express();
  app.disable("x-powered-by");
  app.get("/healthz", healthz);
  app.get("/metrics", metrics);
  return app;
}

function builtAssets(): RequestHandler[] {
  const router = express.Router();
  router.use(
    "/assets",
    squeezedAssets("build/client/assets"),
    express.static("build/client/assets", { immutable: true, maxAge: "1y", index: false }),
    (_req, res) => void res.status(404).end(),
  );
  // The few files beside /assets by their names: no page waits for the disk to say that it is no file.
  const files = readdirSync("build/client", { withFileTypes: true }).filter((entry) => entry.isFile());
  router.use(
    files.map(({ name }) => `/${name}`),
    (req, res) => res.sendFile(req.baseUrl, { root: "build/client", maxAge: "1h" }),
  );
  return [router];
}

/** Serves the application; the promise settles when it listens. A taken port rejects with one clear line. */
export async function startWeb(app: Express = createApp()): Promise<Server> {
  const server = createServer(app);
  // Files of 26 MB on a line of 2 Mbit/s.
  server.requestTimeout = 120_000;
  server.headersTimeout = 15_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new Error(
              `Port ${env().port} is taken. Stop what uses it, or choose another: PORT=${env().port + 1}.`,
            )
          : error,
      ),
    );
    server.listen(env().port, env().host, resolve);
  });
  log.info({ port: env().port, host: env().host }, "web server listens");
  return server;
}

/** Starts the worker for every job of the product; under test without the schedule. */
export function startWorker(): Promise<JobRunner> {
  return startJobs(jobs, env().scheduledJobs ? crons : []);
}

/** Prints where the first run begins, while the portal is not set up; a database that does not answer keeps no web server from starting. */
async function announceSetup(): Promise<void> {
  const link = await renewSetupLink().catch((error: unknown) => {
    log.warn({ error: String(error) }, "whether the portal is set up can't be told yet");
    return null;
  });
  if (link) process.stdout.write(`${setupLine(link)}\n`);
}

/** Prints a new address for the first run, and ends. */
async function printSetup(): Promise<void> {
  const link = await renewSetupLink().finally(closeDatabase);
  process.stdout.write(`${link ? setupLine(link) : "Tegoed is set up already."}\n`);
}

/** Runs the parts until SIGTERM or SIGINT, then lets requests and jobs under way finish (10 seconds at most). */
async function main(role: string | undefined): Promise<void> {
  // By itself V8 lets what is done with pile up to a share of the machine's memory: 570 MB after a minute of pages, of which 100 are in use.
  setFlagsFromString("--heap-growing-percent=25");
  await refuseOwnerLogin();
  for (const warning of env().warnings) log.warn(warning);
  if (role === "setup") return printSetup();
  const runner = role === "worker" || env().workerInWeb ? await startWorker() : undefined;
  const server =
    role !== "worker" ? await startWeb() : env().metricsToken ? await startWeb(createMonitor()) : undefined;
  if (role !== "worker") await announceSetup();
  process.send?.("ready");
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), 10_000).unref();
    endStreams();
    const closed = new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
    // A connection that is idle now, or becomes so, would be kept open for the next request that never comes.
    setInterval(() => server?.closeIdleConnections(), 50).unref();
    void Promise.allSettled([closed, runner?.stop()])
      .then(closeDatabase)
      .finally(() => process.exit(0));
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  process.on("disconnect", stop);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main(process.argv[2]).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  });
}
