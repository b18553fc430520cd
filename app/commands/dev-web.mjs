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
  // What the server holds for as long as it lives is read anew by a new process; the launcher starts it.
  if (
    /\/app\/(platform\/(?!generated|messages)|server\.ts|jobs\.server\.ts|[\w-]+\/jobs\.server\.ts)/.test(
      file,
    )
  )
    void stop(restartCode);
});

async function stop(code) {
  setTimeout(() => process.exit(code), 3000).unref();
  server.close();
  server.closeAllConnections();
  await Promise.allSettled([worker.stop(), vite.close()]);
  process.exit(code);
}
for (const sign of ["SIGTERM", "SIGINT", "disconnect"]) process.on(sign, () => void stop(0));
