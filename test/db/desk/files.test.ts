import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:net";

import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { getRequestPage, getStaffRequestPage } from "#app/desk/request-page.server.ts";
import type { Scope } from "#app/identity/scope.ts";
import { now } from "#app/platform/clock.server.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";
import { addComment } from "#app/requests/add-comment.server.ts";
import { addNote } from "#app/requests/add-note.server.ts";
import { answerFile } from "#app/requests/answer-file.server.ts";
import { createRequest } from "#app/requests/create-request.server.ts";
import { checkFiles } from "#app/requests/read-files.server.ts";
import { scanFile } from "#app/requests/scan-file.server.ts";
import { action } from "#app/routes/client/request.tsx";
import { buildWorld, requestOf, statusOf, type World } from "#test/db/desk/world.ts";

// The scanner is this file's own, at a socket that nobody listens on to begin with.
const socketPath = vi.hoisted(() => {
  const path = `${process.env["TMPDIR"] ?? "/tmp"}/tegoed-scanner-${process.pid}.sock`;
  process.env["CLAMD_URL"] = `unix:${path}`;
  return path;
});

let world: World;
let requestId = "";
beforeAll(async () => {
  world = await buildWorld();
  const asked = { id: randomUUID(), clientId: world.jansen, title: "Printer", description: "" };
  requestId = (await createRequest(world.tom, asked)).id;
});

const textFile = (name: string, words: string): File => new File([words], name);
const taken = async (...files: File[]) => {
  const checked = await checkFiles(files);
  if (!checked.ok) throw new Error(checked.words);
  return checked.value;
};
const filesOf = async (scope: Scope) =>
  scope.kind === "staff"
    ? (await getStaffRequestPage(scope, requestId)).files
    : (await getRequestPage(scope, requestId)).files;
const letTime = (state: "ready" | "held" | "refused") =>
  asSystem(async (tx) => {
    await tx.$executeRaw`update request_file set state = ${state} where state = 'held'`;
  });
const statusAs = (scope: Scope, fileId: string) => statusOf(() => answerFile(scope, fileId));

describe("a file of a comment", () => {
  test("is sent once with its comment, and comes back as a download by a safe name", async () => {
    const comment = { id: randomUUID(), requestId, body: "Zie de foto" };
    const files = await taken(textFile("../../naam\u202E.txt", "één"));
    await Promise.all([
      addComment(world.tom, { ...comment, files }),
      addComment(world.tom, { ...comment, files }),
    ]);
    const [file, ...others] = await filesOf(world.tom);
    expect(others).toEqual([]);
    expect(file).toMatchObject({ commentId: comment.id, name: "naam.txt", sizeBytes: 5, state: "held" });
    await letTime("ready");
    const answer = await answerFile(world.tom, file?.id ?? "");
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "application/octet-stream",
      "content-disposition": 'attachment; filename="naam.txt"',
      "content-security-policy": "default-src 'none'; sandbox",
    });
    expect(await answer.text()).toBe("één");
  });

  test("is seen by who sees its request, and does not exist for others", async () => {
    const [file] = await filesOf(world.tom);
    const id = file?.id ?? "";
    const mia = { ...world.tom, userId: randomUUID() };
    expect([await statusAs(world.petra, id), await statusAs(world.daan, id)]).toEqual([200, 200]);
    expect([await statusAs(world.eva, id), await statusAs(mia, id)]).toEqual([404, 404]);
    expect(await statusAs(world.tom, randomUUID())).toBe(404);
  });
});

test("a file of an internal note reaches no client: not by page, address or row", async () => {
  const files = await taken(textFile("intern.txt", "CANARY"));
  await addNote(world.daan, { id: randomUUID(), requestId, body: "Intern", files });
  await letTime("ready");
  const file = (await filesOf(world.daan)).find(({ name }) => name === "intern.txt");
  expect(file?.noteId).not.toBeNull();
  expect(await statusAs(world.daan, file?.id ?? "")).toBe(200);
  expect(await statusAs(world.petra, file?.id ?? "")).toBe(404);
  expect((await filesOf(world.petra)).map(({ name }) => name)).toEqual(["naam.txt"]);
  const rows = await inScope(world.petra, (tx) => tx.requestFile.findMany({ select: { name: true } }));
  expect(rows).toEqual([{ name: "naam.txt" }]);
  const seen = await asSystem((tx) => tx.auditEvent.findMany({ where: { clientId: world.jansen } }));
  expect(JSON.stringify(seen.map(({ detail }) => detail))).not.toContain("intern.txt");
});

describe("a form with files", () => {
  const send = async (files: File[], words = "Zie bijlage") => {
    const body = new FormData();
    for (const [name, value] of Object.entries({ intent: "comment", id: randomUUID(), body: words }))
      body.append(name, value);
    for (const file of files) body.append("files", file);
    const { headers } = await requestOf(world.tom, `/requests/${requestId}`);
    headers.delete("content-type");
    const url = `http://localhost:3000/requests/${requestId}`;
    const request = new Request(url, { method: "POST", headers, body });
    return statusOf(() => action({ request, params: { requestId }, context: {} }));
  };

  test("takes none, one of exactly 10 MB, and not one byte more", async () => {
    const large = (bytes: number) => new File([Buffer.alloc(bytes, "a")], "groot.txt");
    expect(await send([new File([], "")])).toBe(302);
    expect(await send([large(10_485_760)])).toBe(302);
    expect(await send([large(10_485_761)])).toBe(400);
  });

  test("refuses what is not what its name says, six at once, and more than a form sends", async () => {
    const before = (await filesOf(world.tom)).length;
    expect(await send([textFile("x.svg", "<svg><script>alert(1)</script></svg>")])).toBe(400);
    expect(await send([textFile("photo.png", "MZ")])).toBe(400);
    expect(await send(Array.from({ length: 6 }, (_, at) => textFile(`${at}.txt`, "a")))).toBe(400);
    expect(await send([new File([Buffer.alloc(26_000_001)], "x.zip")])).toBe(413);
    expect((await filesOf(world.tom)).length).toBe(before);
  });
});

describe("before a form with files is read", () => {
  const post = async (scope: Scope, id: string, bytes: number) => {
    const { headers } = await requestOf(scope, "/");
    headers.set("content-length", String(bytes));
    headers.set("content-type", "multipart/form-data; boundary=x");
    const url = `http://localhost:3000/requests/${id}`;
    const request = new Request(url, { method: "POST", headers, body: "--x--" });
    const status = await statusOf(() => action({ request, params: { requestId: id }, context: {} }));
    return { status, isRead: request.bodyUsed };
  };

  test("its request is looked up, and the day's files of its person and client are counted", async () => {
    expect(await post(world.eva, requestId, 2_000_000)).toEqual({ status: 404, isRead: false });
    expect(await post(world.tom, randomUUID(), 2_000_000)).toEqual({ status: 404, isRead: false });
    await asSystem(async (tx) => {
      await tx.$executeRaw`
        insert into request_file (client_id, id, request_id, author_id, by_staff, name, kind, size_bytes, sha256, state, created_at)
        select ${world.jansen}::uuid, gen_random_uuid(), ${requestId}::uuid, ${world.tom.userId}::uuid, false, 'x.txt', 'text', 10000000,
          sha256('x'), 'refused', ${now()} from generate_series(1, 28)`;
    });
    expect(await post(world.tom, requestId, 15_000_000)).toEqual({ status: 429, isRead: false });
    expect(await post(world.petra, requestId, 15_000_000)).toMatchObject({ status: 400, isRead: true });
  });
});

describe("with a virus scanner", () => {
  /** What the scanner got, and what it answers: a ClamAV daemon as far as INSTREAM goes. */
  let got = Buffer.alloc(0);
  let answer = "stream: OK\0";
  let scanner: Server;
  beforeAll(async () => {
    scanner = createServer((socket) => {
      got = Buffer.alloc(0);
      socket.on("data", (piece) => {
        got = Buffer.concat([got, piece]);
        if (got.subarray(-4).every((byte) => byte === 0)) socket.end(answer);
      });
    });
  });
  afterAll(() => new Promise((resolve) => scanner.close(resolve)));

  const heldFile = async (words: string) => {
    const id = randomUUID();
    await addComment(world.tom, {
      id,
      requestId,
      body: "Zie bijlage",
      files: await taken(textFile("log.txt", words)),
    });
    const file = (await filesOf(world.tom)).find(({ commentId }) => commentId === id);
    return { clientId: world.jansen, fileId: file?.id ?? "" };
  };
  const state = async ({ fileId }: { fileId: string }) => {
    const file = (await filesOf(world.tom)).find(({ id }) => id === fileId);
    return [file?.state, file?.finding, await statusAs(world.tom, fileId)];
  };

  test("a file is held until it was scanned: also while the scanner can't be reached", async () => {
    const file = await heldFile("schoon");
    expect(await state(file)).toEqual(["held", null, 409]);
    await expect(scanFile(file)).rejects.toThrow();
    expect(await state(file)).toEqual(["held", "unreachable", 409]);
    await new Promise<void>((resolve) => scanner.listen(socketPath, resolve));
    answer = "INSTREAM size limit exceeded. ERROR\0";
    await expect(scanFile(file)).rejects.toThrow("StreamMaxLength");
    expect(await state(file)).toEqual(["held", "too-large", 409]);
    answer = "garbage\0";
    await expect(scanFile(file)).rejects.toThrow("no verdict");
    answer = "stream: OK\0";
    await scanFile(file);
    expect(got.toString()).toBe("zINSTREAM\0\0\0\0\x06schoon\0\0\0\0");
    expect(await state(file)).toEqual(["ready", null, 200]);
  });

  test("what it finds something in is removed, and stays removed", async () => {
    const file = await heldFile("X5O!P%@AP[4\\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*");
    answer = "stream: Eicar-Test-Signature FOUND\0";
    await scanFile(file);
    answer = "stream: OK\0";
    await scanFile(file);
    expect(await state(file)).toEqual(["refused", "Eicar-Test-Signature", 410]);
    const [row] = await asSystem((tx) => tx.requestFile.findMany({ where: { id: file.fileId } }));
    expect(row?.content).toBeNull();
  });
});
