import type { RequestHandler } from "express";

import { env } from "#app/platform/env.server.ts";
import { findLetter } from "#app/platform/mail/sink-folder.server.ts";

/** What a letter may do when it is shown: its own styles, links that lead the whole window; no script, no form, nothing from elsewhere. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; font-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation";

/** Serves the HTML of a letter in the mail sink for the frame on its page; 404 where there is no sink. */
export const sinkFrame: RequestHandler = (req, res, next) => {
  const folder = env().mailSinkFolder;
  if (!folder) return void res.status(404).end();
  findLetter(folder, req.params["id"] ?? "").then((letter) => {
    if (!letter) return res.status(404).end();
    res.setHeader("content-security-policy", policy);
    res.setHeader("x-frame-options", "SAMEORIGIN");
    res.setHeader("cache-control", "no-store");
    return res.type("html").send(`<base target="_top">${letter.html || `<pre>${escape(letter.text)}</pre>`}`);
  }, next);
};

/** Serves a file that came with a letter in the mail sink, for the browser to keep; 404 where there is none. */
export const sinkFile: RequestHandler = (req, res, next) => {
  const folder = env().mailSinkFolder;
  if (!folder) return void res.status(404).end();
  findLetter(folder, req.params["id"] ?? "").then((letter) => {
    const file = letter?.attachments[Number(req.params["file"])];
    if (!file) return res.status(404).end();
    res.setHeader("cache-control", "no-store");
    return res.attachment(file.name).type(file.type).send(Buffer.from(file.content, "base64"));
  }, next);
};

const escape = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
