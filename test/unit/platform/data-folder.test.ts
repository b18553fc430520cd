import { chmod, mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { dataFolder } from "#app/platform/postgres/embedded.server.ts";

const isRoot = process.getuid?.() === 0;

async function aFolder(mode: number): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "tegoed-folder-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, mode);
  return folder;
}

test("the data stays where it was asked for: as an ordinary user anywhere, as root where others may enter", async () => {
  const [closed, open] = [await aFolder(0o700), await aFolder(0o755)];
  expect(await dataFolder(path.join(closed, "data/postgres"), false)).toBe(
    path.join(closed, "data/postgres"),
  );
  expect(await dataFolder(path.join(open, "data/postgres"), true)).toBe(path.join(open, "data/postgres"));
});

test.runIf(isRoot)(
  "as root in a folder that only root may enter it is a folder of the system's, the same each time",
  async () => {
    const closed = await aFolder(0o700);
    const asked = path.join(closed, "tegoed/.data/postgres");
    const place = await dataFolder(asked, true);
    onTestFinished(() => rm(place, { recursive: true, force: true }));
    expect(place).toMatch(/^\/var\/lib\/tegoed\/[0-9a-f]{12}$/);
    expect((await stat(place)).mode & 0o777).toBe(0o755);
    await mkdir(asked, { recursive: true });
    expect(await dataFolder(asked, true)).toBe(place);
    const other = await dataFolder(path.join(closed, "other"), true);
    onTestFinished(() => rm(other, { recursive: true, force: true }));
    expect(other).not.toBe(place);
  },
);
