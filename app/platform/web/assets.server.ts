import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

import type { RequestHandler } from "express";

const squeeze = promisify(brotliCompress);
const types: Record<string, string> = {
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

/** Serves built scripts and styles as brotli at its best, squeezed once a process: their names change with their contents, so they are kept for good. */
export function squeezedAssets(folder: string): RequestHandler {
  const kept = new Map<string, Promise<Buffer>>();
  return (req, res, next) => {
    const type = types[path.extname(req.path)];
    const name = path.basename(req.path);
    if (
      !type ||
      req.path !== `/${name}` ||
      req.method !== "GET" ||
      !/\bbr\b/.test(req.get("accept-encoding") ?? "")
    )
      return next();
    const squeezed =
      kept.get(name) ??
      readFile(path.join(folder, name)).then((bytes) =>
        squeeze(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
      );
    kept.set(name, squeezed);
    squeezed.then(
      (bytes) => {
        res.set({
          "content-type": type,
          "content-encoding": "br",
          "cache-control": "public, max-age=31536000, immutable",
          vary: "accept-encoding",
        });
        res.end(bytes);
      },
      () => {
        kept.delete(name);
        next();
      },
    );
  };
}
