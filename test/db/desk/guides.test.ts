import { randomUUID } from "node:crypto";

import { beforeAll, describe, expect, test } from "vitest";

import { writeWorkCosts } from "#app/contracts/store/margin-store.server.ts";
import { getItemPage } from "#app/desk/catalogue/catalogue-page.server.ts";
import {
  forgetMiss,
  getGuides,
  publishGuide,
  saveGuide,
  withdrawGuide,
} from "#app/desk/guides/edit-guide.server.ts";
import { answerGuide, getGuide, getHelp } from "#app/desk/guides/read-guide.server.ts";
import { solvedByText } from "#app/desk/catalogue/ask-for-change.server.ts";
import { getRecurringPage } from "#app/desk/recurring-page.server.ts";
import { actOnRequest } from "#app/desk/act-on-request.server.ts";
import { changeProfile } from "#app/identity/profile.server.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";
import { withLocale } from "#app/platform/i18n/locale.server.ts";
import { addComment } from "#app/requests/add-comment.server.ts";
import { createRequest } from "#app/requests/create-request.server.ts";
import { buildTimeEntry } from "#test/builders/time-entry.ts";
import { buildWorkTypes } from "#test/builders/work-types.ts";
import { buildWorld, statusOf, type World } from "#test/db/desk/world.ts";

let world: World;
let reset = "";
beforeAll(async () => {
  world = await buildWorld();
  const [row] = await asSystem(
    (tx) => tx.$queryRaw<{ id: string }[]>`select id::text from catalogue_item where key = 'password-reset'`,
  );
  reset = row?.id ?? "";
});

type Texts = Parameters<typeof saveGuide>[2]["texts"];
async function write(texts: Texts, clientId: string | null = null, itemId: string | null = null) {
  const id = randomUUID();
  await saveGuide(world.iris, id, { clientId, itemId, texts });
  return id;
}
const own = { nl: { title: "Kassa opnieuw starten", body: "Zet de **kassa** uit en aan." } };

describe("a guide", () => {
  test("is read by clients from when it is published until it is withdrawn; a draft never", async () => {
    const id = await write(own, null, reset);
    expect(await statusOf(() => getGuide(world.tom, id))).toBe(404);
    expect(await publishGuide(world.iris, id)).toMatchObject({ ok: true });
    expect(await publishGuide(world.iris, id)).toMatchObject({ refusal: "no-draft" });
    await saveGuide(world.iris, id, {
      clientId: null,
      itemId: reset,
      texts: { nl: { title: "GEHEIM", body: "GEHEIM" } },
    });
    expect(await getGuide(world.tom, id)).toMatchObject({
      html: "<p>Zet de <strong>kassa</strong> uit en aan.</p>\n",
    });
    const shownWithItem = await getItemPage(world.tom, reset, null);
    expect(shownWithItem.guides.map((guide) => guide.id)).toEqual([id]);
    const rows = await inScope(
      world.tom,
      (tx) =>
        tx.$queryRaw<
          { all: string }[]
        >`select (select count(*) from guide_draft)::text || (select string_agg(g::text, '') from guide g) as all`,
    );
    expect(rows[0]?.all).not.toContain("GEHEIM");
    await withLocale("de", async () => expect(await getGuide(world.eva, id)).toMatchObject({ locale: "nl" }));
    await withdrawGuide(world.iris, id);
    expect(await statusOf(() => getGuide(world.tom, id))).toBe(404);
  });

  test("for one client does not exist for another, whose vote on it is a 404", async () => {
    const id = await write({ nl: { title: "Oven van Jansen", body: "Druk op de knop." } }, world.jansen);
    await publishGuide(world.iris, id);
    expect((await getHelp(world.petra, "oven")).guides.map((guide) => guide.id)).toEqual([id]);
    expect(await statusOf(() => getGuide(world.eva, id))).toBe(404);
    expect(await statusOf(() => answerGuide(world.eva, id, true))).toBe(404);
    expect((await getHelp(world.eva, "")).guides).toEqual([]);
    for (const helped of [false, true]) await answerGuide(world.tom, id, helped);
    await answerGuide(world.petra, id, false);
    const listed = (await getGuides(world.iris)).guides.find((guide) => guide.id === id);
    expect(listed).toMatchObject({ helped: 1, votes: 2 });
  });
});

test("a search finds items and guides; one without a hit is listed for staff until it is dealt with, without the person", async () => {
  expect((await getHelp(world.tom, "Wachtwoord")).items.map(({ id }) => id)).toContain(reset);
  for (const typed of ["Flurkopierer", "flurkopierer  "]) await getHelp(world.tom, typed);
  await getHelp(world.eva, "flurkopierer");
  await getHelp(world.eva, "x");
  expect((await getGuides(world.iris)).misses).toMatchObject([
    { words: "flurkopierer", times: 3, clients: 2 },
  ]);
  await forgetMiss(world.iris, "flurkopierer");
  expect((await getGuides(world.iris)).misses).toEqual([]);
});

test("what keeps coming back is listed by client with its number, time, cost, and what would end it", async () => {
  const ask = async (title: string) =>
    (await createRequest(world.tom, { id: randomUUID(), clientId: world.jansen, title, description: "" })).id;
  const requestId = await ask("Kassa 1 staat vast");
  await ask("Kassa 2 staat vast");
  await ask("Iets anders");
  const { remote } = await buildWorkTypes();
  await buildTimeEntry(world.daan, {
    clientId: world.jansen,
    requestId,
    workTypeId: remote,
    workedMinutes: 90,
  });
  await asSystem((tx) => writeWorkCosts(tx, { hourMinor: 6000, requestMinor: 500, correctionMinor: 0 }));
  const guide = await write({ nl: { title: "Als de kassa vast staat", body: "Uit en aan." } });
  const [before] = (await getRecurringPage(world.iris)).rows;
  expect(before).toMatchObject({
    clientId: world.jansen,
    count: 2,
    minutes: 90,
    costMinor: 10_000,
    remedy: { kind: "write-guide", itemId: null },
  });
  await publishGuide(world.iris, guide);
  const { rows } = await getRecurringPage(world.iris);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ solved: 0, remedy: { kind: "guide", id: guide } });
  await answerGuide(world.petra, guide, true);
  const form = { id: randomUUID(), itemId: reset };
  await Promise.all([solvedByText(world.tom, form), solvedByText(world.tom, form)]);
  expect((await getRecurringPage(world.iris)).rows).toMatchObject([{ solved: 1 }]);
});

test("each person chooses which e-mails about requests they get", async () => {
  const { id } = await createRequest(world.tom, {
    id: randomUUID(),
    clientId: world.jansen,
    title: "Scanner",
    description: "",
  });
  await actOnRequest(world.daan, id, { intent: "take" });
  const answer = (body: string, then?: "done") =>
    actOnRequest(world.daan, id, { intent: "comment", id: randomUUID(), body, then });
  const recipients = async () =>
    (await asSystem((tx) => tx.letter.findMany({ where: { thread: `request.${id}` } }))).map(
      ({ template, recipient }) => `${template} ${recipient}`,
    );
  await changeProfile(world.tom, { mutedLetters: ["answers"] });
  await changeProfile(world.daan, { mutedLetters: ["answers"] });
  await answer("Welke?");
  await addComment(world.tom, { id: randomUUID(), requestId: id, body: "Die" });
  expect(await recipients()).toEqual(["request-received info@helder-it.example"]);
  await answer("Klaar", "done");
  expect(await recipients()).toContain(`request-comment ${world.tom.email}`);
});
