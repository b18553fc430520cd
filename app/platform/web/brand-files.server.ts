import type { RequestHandler, Response } from "express";

import { brandCss, colourProblem, type Theme } from "#app/platform/brand/colours.ts";
import { findLogo } from "#app/platform/brand/logo-store.server.ts";
import { asSystem } from "#app/platform/db.server.ts";

const sheet = /^(own|[0-9a-f]{6})-(own|[0-9a-f]{6})\.css$/;

/**
 * Serves the MSP's logos by the hash of their bytes, and its colours as a style sheet by the colours themselves: what an address names never changes.
 * Everybody may see them: they stand on the sign-in page and in e-mails. 404 for anything else, and for colours that can't be read.
 */
export const brandFiles: RequestHandler = (req, res, next) => {
  const name = req.params["file"] ?? "";
  const [, light = "", dark = ""] = sheet.exec(name) ?? [];
  if (light !== "") return sendSheet(res, colourIn(light), colourIn(dark));
  if (!/^[0-9a-f]{64}$/.test(name)) return void res.status(404).end();
  asSystem((tx) => findLogo(tx, name)).then((logo) => {
    if (!logo) return res.status(404).end();
    res.setHeader("cross-origin-resource-policy", "cross-origin");
    res.setHeader("content-security-policy", "default-src 'none'");
    return forGood(res).type(logo.mediaType).send(logo.content);
  }, next);
};

const colourIn = (text: string): string | null => (text === "own" ? null : text);

function sendSheet(res: Response, light: string | null, dark: string | null): void {
  const bad = (colour: string | null, theme: Theme): boolean =>
    colour !== null && colourProblem(colour, theme) !== null;
  if (bad(light, "light") || bad(dark, "dark")) return void res.status(404).end();
  forGood(res).type("css").send(brandCss(light, dark));
}

function forGood(res: Response): Response {
  return res.set("cache-control", "public, max-age=31536000, immutable");
}
