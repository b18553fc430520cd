// The worker thread of development and tests: from the sources. On Node 20 a loader that the main thread registered
// does not reach worker threads, so this one registers its own.
import { register } from "tsx/esm/api";

register();
await import("../../pdf-worker.server.ts");
