import { createHash } from "node:crypto";

import { now } from "#app/platform/clock.server.ts";
import type { Tx } from "#app/platform/db.server.ts";

import type { ImageFacts } from "./image-kind.ts";

/** A logo as it was given. */
export type Logo = { mediaType: string; content: Buffer };

/** Keeps a logo under the hash of its bytes, which it answers; the same picture is kept once. */
export async function insertLogo(tx: Tx, bytes: Buffer, facts: ImageFacts): Promise<string> {
  const hash = createHash("sha256").update(bytes).digest("hex");
  await tx.brandLogo.createMany({
    data: [{ hash, ...facts, content: new Uint8Array(bytes), createdAt: now() }],
    skipDuplicates: true,
  });
  return hash;
}

/** A logo by its hash, also one that is no longer shown; null where there is none. */
export async function findLogo(tx: Tx, hash: string): Promise<Logo | null> {
  const row = await tx.brandLogo.findUnique({
    where: { hash },
    select: { mediaType: true, content: true },
  });
  return row && { mediaType: row.mediaType, content: Buffer.from(row.content) };
}

/** A logo as paper takes it, a data URI of a PNG or JPEG; null for none, and for a WebP, which paper can't show. */
export async function findPaperLogo(tx: Tx, hash: string | null): Promise<string | null> {
  const logo = hash === null ? null : await findLogo(tx, hash);
  if (!logo || logo.mediaType === "image/webp") return null;
  return `data:${logo.mediaType};base64,${logo.content.toString("base64")}`;
}
