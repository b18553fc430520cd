// The web server of npm run dev: Vite in the middle, hot reload, messages compiled anew when they change.
import { spawn } from "node:child_process";
import { createServer } from "node:http";

import { createServer as createVite } from "vite";

const restartCode = 75;
let serve;
const server = createServer((req, res) => serve(req, res));
const vite = await createVite({ appType: "custom", server: { middlewareMode: true, hmr: { server } } });
const { createApp, startWorker } = await vite.ssrLoadModule("/app/server.ts");
serve = createApp(() => vite.ssrLoadModule("virtual:remix/server-build"), [vite.middlewares]);
const worker = await startWorker();

await new Promise((resolve, reject) => {
  server.once("error", reject);
  server.listen(Number(process.env.PORT), process.env.HOST, resolve);
});
process.send?.("ready");

let compiling;
vite.watcher.on("change", (file) => {
  if (/\/messages\/\w+\.json$/.test(file)) {
    clearTimeout(compiling);
    compiling = setTimeout(
      () => spawn(process.execPath, ["app/commands/compile-messages.mjs"], { stdio: "inherit" }),
      300,
    );
  }
  if (isLedgerSql(file)) void stop(restartCode);
  else if (isHeld(file)) void restartWith(file);
});
for (const event of ["add", "unlink"])
  vite.watcher.on(event, (file) => isLedgerSql(file) && void stop(restartCode));

/** Starts anew with a changed file, unless it can't be read: the server that runs goes on until it can. */
async function restartWith(file) {
  try {
    await vite.environments.ssr.transformRequest(file);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return;
  }
  await stop(restartCode);
}

/** Tells whether the server holds a file for as long as it lives: what server.ts imports, so platform, jobs, the verbs that they call, and letters. A new process reads it anew; the launcher starts it. */
function isHeld(file) {
  if (/\/app\/platform\/(generated|messages)\//.test(file)) return false;
  const seen = new Set();
  const queue = [...(vite.environments.ssr.moduleGraph.getModulesByFile(file) ?? [])];
  for (const module of queue) {
    if (module.file?.endsWith("/app/server.ts")) return true;
    // Pages stand behind the build of Remix, which is read at each request.
    if (seen.has(module) || module.id?.includes("virtual:remix")) continue;
    seen.add(module);
    queue.push(...module.importers);
  }
  return false;
}

/** The launcher brings the database up to these files before it starts the next process. */
function isLedgerSql(file) {
  return /\/prisma\/(ledger|views)\/\w+\.sql$/.test(file);
}

async function stop(code) {
  setTimeout(() => process.exit(code), 3000).unref();
  server.close();
  server.closeAllConnections();
  await Promise.allSettled([worker.stop(), vite.close()]);
  process.exit(code);
}
for (const sign of ["SIGTERM", "SIGINT", "disconnect"]) process.on(sign, () => void stop(0));
