import { randomUUID } from "node:crypto";

import { afterEach, beforeAll, describe, expect, test } from "vitest";

import { declineAgreement } from "#app/agreements/end-agreement.server.ts";
import { findAgreementFor } from "#app/agreements/find-agreement.server.ts";
import { documentText } from "#app/agreements/rules/document.ts";
import { findDocument } from "#app/agreements/store/agreement-store.server.ts";
import { listEvidence } from "#app/agreements/store/evidence-store.server.ts";
import {
  acceptProposal,
  declineProposal,
  reconsiderProposal,
} from "#app/conversion/accept-proposal.server.ts";
import {
  approveProposal,
  makeProposal,
  reviseProposal,
  sendProposal,
  withdrawProposal,
} from "#app/conversion/make-proposal.server.ts";
import { askApproval, refuseApproval } from "#app/conversion/ask-approval.server.ts";
import { getClientProposalPage } from "#app/conversion/client-proposal-page.server.ts";
import { getStaffProposalPage } from "#app/conversion/proposal-page.server.ts";
import { latestVersion } from "#app/conversion/proposal-versions.server.ts";
import { typedSeats } from "#app/conversion/proposal-seats.server.ts";
import { listComing } from "#app/conversion/coming.server.ts";
import { getRadarPage } from "#app/conversion/radar-page.server.ts";
import { reopenProposal } from "#app/conversion/reopen-proposal.server.ts";
import { cancelConversion, signProposal } from "#app/conversion/sign-proposal.server.ts";
import { countConversionTodo } from "#app/conversion/todo.server.ts";
import { asOf } from "#app/platform/clock.server.ts";
import { day } from "#app/platform/day.ts";
import { asSystem, inScope } from "#app/platform/db.server.ts";
import { sign } from "#test/builders/agreement.ts";
import { buildFullContract } from "#test/builders/client.ts";
import { statusOf } from "#test/db/desk/world.ts";
import { behind } from "#test/db/identity/world.ts";

import {
  buildConversionWorld,
  buildPrepaid,
  type ConversionWorld,
  proposalOf,
  proposed,
  versionOf,
  defectsOf,
} from "./proposal-world.ts";

let world: ConversionWorld;
beforeAll(async () => {
  world = await buildConversionWorld();
});
const touched: string[] = [];
afterEach(async () => {
  for (const clientId of touched.splice(0)) expect(await defectsOf(clientId)).toEqual([]);
});

async function prepaid(used: number) {
  const side = await buildPrepaid(world, used);
  touched.push(side.clientId);
  return side;
}

const jobsFor = async (id: string): Promise<string[]> =>
  (
    await behind<{ task: string }>(
      `select t.identifier as task from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where j.payload ->> 'subjectId' = $1`,
      [id],
    )
  ).map(({ task }) => task);

const jobsOf = async (task: string, id: string): Promise<(string | null)[]> =>
  (
    await behind<{ kind: string | null }>(
      `select j.payload ->> 'kind' as kind from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = $1 and j.payload ->> 'id' = $2`,
      [task, id],
    )
  ).map(({ kind }) => kind);

describe("a proposal", () => {
  test("below the margin's floor goes out by the owner's word alone, and what was sent stays as it was", async () => {
    const side = await prepaid(405);
    const id = randomUUID();
    const { clientId } = side;
    const { version, costs, lineKey } = versionOf(world);
    await asOf(proposed, async () => {
      await makeProposal(world.iris, {
        clientId,
        id,
        name: "Beheer",
        version,
        costs: { [lineKey]: { licence: 4900 } },
      });
      expect(await sendProposal(world.iris, { clientId, id })).toEqual({
        ok: false,
        refusal: "margin-too-low",
      });
      const page = await getStaffProposalPage(world.noor, id);
      expect(page.variants[0]?.margin).toMatchObject({
        revenueMinor: 1_200_000,
        costMinor: 1_176_000,
        labourMinor: 28_350,
        isStated: false,
        months: 1,
      });
      await approveProposal(world.noor, { clientId, id, seen: page.versionId, reason: "Eerste jaar" });
      expect(await sendProposal(world.iris, { clientId, id })).toEqual({ ok: true, value: null });
      const newId = randomUUID();
      await reviseProposal(world.iris, {
        clientId,
        id,
        newId,
        seen: page.versionId,
        version: { ...version, termMonths: 24 },
        costs,
      });
      const shown = await getClientProposalPage(side.manager, "Europe/Amsterdam", id, {
        ...latestVersion,
        variant: null,
        seats: typedSeats({ seats0: "25" }),
      });
      expect([shown.number, shown.termMonths, shown.variants[0]?.monthlyMinor]).toEqual([1, 12, 125_000]);
      expect(
        await acceptProposal(side.manager, {
          id,
          seen: newId,
          variant: "v0",
          seats: {},
          payment: "transfer",
        }),
      ).toEqual({
        ok: false,
        refusal: "changed-meanwhile",
      });
    });
  });

  test("changed after the owner let it out, it needs the owner's word again", async () => {
    const { clientId } = await prepaid(0);
    const id = randomUUID();
    const { version, costs, lineKey } = versionOf(world);
    const bearing = (licence: number) => ({ version, costs: { [lineKey]: { licence } } });
    await asOf(proposed, async () => {
      await makeProposal(world.iris, { clientId, id, name: "Beheer", ...bearing(4900) });
      const { versionId: seen } = await getStaffProposalPage(world.noor, id);
      await approveProposal(world.noor, { clientId, id, seen, reason: "Eerste jaar" });
      const worse = { clientId, id, newId: randomUUID(), seen, ...bearing(7500) };
      await reviseProposal(world.iris, worse);
      await reviseProposal(world.iris, worse);
      expect(await sendProposal(world.iris, { clientId, id })).toEqual({
        ok: false,
        refusal: "margin-too-low",
      });
      const page = await getStaffProposalPage(world.noor, id);
      expect([page.number, page.approval, page.isSent]).toEqual([2, null, false]);
      await reviseProposal(world.iris, {
        ...{ clientId, id, newId: randomUUID(), seen: page.versionId, version, costs },
      });
      expect(await sendProposal(world.iris, { clientId, id })).toEqual({ ok: true, value: null });
      expect((await getStaffProposalPage(world.noor, id)).number).toBe(2);
    });
  });

  test("the owner is asked once, hears and says no; its maker is told, and what is changed then is a further version to compare", async () => {
    const { clientId } = await prepaid(0);
    const id = randomUUID();
    const { version, costs, lineKey } = versionOf(world);
    const cheap = { version, costs: { [lineKey]: { licence: 4900 } } };
    const todo = async (scope: typeof world.noor) =>
      (await inScope(scope, (tx) => countConversionTodo(tx, scope)))["proposal-approval"];
    const news = async () =>
      (
        await asSystem((tx) =>
          tx.letter.findMany({ where: { key: { contains: id } }, orderBy: { key: "asc" } }),
        )
      ).map(({ key }) => key.split(":")[1]);
    await asOf(proposed, async () => {
      await makeProposal(world.iris, { clientId, id, name: "Beheer", ...cheap });
      const { versionId: seen } = await getStaffProposalPage(world.iris, id);
      const before = await todo(world.noor);
      for (const _ of [1, 2])
        expect(await askApproval(world.iris, { clientId, id, seen })).toEqual({ ok: true, value: null });
      expect([(await todo(world.noor)) - before, await todo(world.iris)]).toEqual([1, 0]);
      expect(new Set(await news())).toEqual(new Set(["approval-asked"]));
      const no = { clientId, id, seen, reason: "Te weinig marge." };
      for (const _ of [1, 2]) expect(await refuseApproval(world.noor, no)).toEqual({ ok: true, value: null });
      expect(await todo(world.noor)).toBe(before);
      expect(await jobsOf("conversion.tell-maker", id)).toEqual(["approval-refused"]);
      const dearer = {
        ...version,
        variants: version.variants.map((one) => ({
          ...one,
          lines: one.lines.map((line) => ({ ...line, unitMinor: 7500 })),
        })),
      };
      await reviseProposal(world.iris, { clientId, id, newId: randomUUID(), seen, version: dearer, costs });
      const latest = await getStaffProposalPage(world.iris, id);
      expect([latest.number, latest.approvalAsk, latest.changes]).toEqual([
        2,
        null,
        {
          against: 1,
          rows: [{ kind: "price", variant: "Beheer", line: "Werkplek", before: 5000, after: 7500 }],
        },
      ]);
      const first = await getStaffProposalPage(world.iris, id, { version: 1, against: 2 });
      expect([first.isLatest, first.acts, first.changes?.against, first.approvalAsk?.refused]).toEqual([
        false,
        [],
        2,
        { by: expect.any(String), reason: "Te weinig marge." },
      ]);
    });
  });

  test("replays the year entry by entry, and no client's page holds what it costs", async () => {
    const side = await prepaid(405);
    const id = randomUUID();
    await asOf(proposed, async () => {
      await makeProposal(world.iris, { clientId: side.clientId, id, name: "Beheer", ...versionOf(world) });
      expect(
        await statusOf(() =>
          getClientProposalPage(side.manager, "Europe/Amsterdam", id, {
            ...latestVersion,
            variant: null,
            seats: [],
          }),
        ),
      ).toBe(404);
      await sendProposal(world.iris, { clientId: side.clientId, id });
      const page = await getClientProposalPage(side.manager, "Europe/Amsterdam", id, {
        ...latestVersion,
        variant: null,
        seats: [],
      });
      expect(
        page.variants[0]?.entries.map(({ why, minutes, drawnMinor, outsideMinor }) => [
          why,
          minutes,
          drawnMinor,
          outsideMinor,
        ]),
      ).toEqual([["type-covered", 405, 64_125, 0]]);
      expect(page.variants[0]?.replay.months.map(({ month }) => month)).toEqual(["2026-10"]);
      const typed = await getClientProposalPage(side.manager, "Europe/Amsterdam", id, {
        ...latestVersion,
        variant: "v0",
        seats: typedSeats({ seats0: "5,5" }),
      });
      expect(Object.values(typed.wrongSeats)).toEqual(["5,5"]);
      expect(page.left).toMatchObject({ minutes: 195, valueMinor: 30_875, refundMinor: 37_359 });
      expect(JSON.stringify(page)).not.toMatch(/margin|cost/i);
    });
    expect(
      await statusOf(() =>
        getClientProposalPage(world.eva, "Europe/Berlin", id, { ...latestVersion, variant: null, seats: [] }),
      ),
    ).toBe(404);
  });

  test("taken with another seat number, its agreement says so; choosing again takes the agreement back", async () => {
    const side = await prepaid(405);
    const id = randomUUID();
    await buildFullContract(
      side.clientId,
      { name: "Strippenkaart", kind: "prepaid", startsOn: day("2026-10-01") },
      { lines: [{ label: "Uren", counts: "hours", price: { unitMinor: 9500 } }] },
    );
    await asOf(proposed, async () => {
      const { version: usual, costs, lineKey } = versionOf(world);
      const variants = usual.variants.map((variant) => ({
        ...variant,
        excluded: ["Projecten", "Verhuizing"],
      }));
      const version = { ...usual, variants };
      await makeProposal(world.iris, { clientId: side.clientId, id, name: "Beheer", version, costs });
      await sendProposal(world.iris, { clientId: side.clientId, id });
      const { versionId } = await getStaffProposalPage(world.iris, id);
      const taken = {
        id,
        seen: versionId,
        variant: "v0",
        seats: { [lineKey]: 22 },
        payment: "transfer",
      } as const;
      const first = await acceptProposal(side.manager, taken);
      expect(await acceptProposal(side.manager, taken)).toEqual(first);
      const find = () => inScope(side.manager, (tx) => findAgreementFor(tx, "proposal", id));
      expect(first).toEqual({ ok: true, value: (await find())?.id });
      await reconsiderProposal(side.manager, id);
      expect([(await proposalOf(world, id)).state, (await find())?.state]).toEqual(["sent", "withdrawn"]);
      const second = await acceptProposal(side.manager, taken);
      const reason = "De prijs klopt niet";
      await declineAgreement(side.manager, second.ok ? second.value : "", reason);
      expect(await jobsFor(id)).toEqual(["ended-proposal"]);
      await reopenProposal(side.clientId, id);
      await reopenProposal(side.clientId, id);
      expect([
        (await proposalOf(world, id)).state,
        (await getStaffProposalPage(world.iris, id)).questions.map(({ words }) => words),
      ]).toEqual(["sent", [`Niet getekend, om deze reden: ${reason}`]]);
      const third = await acceptProposal(side.manager, taken);
      await reopenProposal(side.clientId, id);
      expect((await proposalOf(world, id)).state).toBe("accepted");
      const agreement = await find();
      if (!agreement) throw new Error("no agreement");
      expect([third.ok && third.value, agreement.id === (second.ok && second.value)]).toEqual([
        agreement.id,
        false,
      ]);
      const document = await asSystem((tx) => findDocument(tx, agreement));
      expect(document ? documentText(document) : []).toEqual(
        expect.arrayContaining([
          "Tot de omvang behoren: Hulp op afstand.",
          expect.stringMatching(/^Werk van deze soorten zit in de prijs en verbruikt geen uren: .+\.$/),
          "Niet inbegrepen: Projecten, Verhuizing.",
          expect.stringMatching(/ onder nul staat, .+ tegen het uurtarief gefactureerd\.$/),
          "Daarna wordt de overeenkomst telkens met 12 maanden verlengd, als zij niet wordt opgezegd.",
        ]),
      );
      await sign(side.manager, agreement);
      expect(await listComing(side.manager, "Europe/Amsterdam")).toEqual([
        {
          ...{ id, name: "Beheer", startsOn: version.startsOn, signedOn: null },
          beside: [{ name: "Strippenkaart", fate: "ends", lastOn: "2026-11-15" }],
        },
      ]);
      const signed = { ok: false, refusal: "already-signed" };
      expect(await reconsiderProposal(side.manager, id)).toEqual(signed);
      expect(await declineProposal(side.manager, { id, reason: "" })).toEqual(signed);
      expect(await withdrawProposal(world.iris, { clientId: side.clientId, id })).toEqual(signed);
      expect((await proposalOf(world, id)).state).toBe("accepted");
      await signProposal(side.clientId, id);
      const cancel = () => cancelConversion(world.iris, { clientId: side.clientId, id });
      expect([await cancel(), await cancel()]).toEqual([
        { ok: true, value: null },
        { ok: true, value: null },
      ]);
      const kinds = await asSystem(async (tx) => (await listEvidence(tx, agreement)).map(({ kind }) => kind));
      expect([(await find())?.state, kinds.filter((kind) => kind === "cancelled")]).toEqual([
        "cancelled",
        ["cancelled"],
      ]);
    });
  });

  test("is not taken for fewer seats than it is made for, and below the margin's floor it becomes a question to its maker", async () => {
    const side = await prepaid(405);
    const { clientId } = side;
    const id = randomUUID();
    await asOf(proposed, async () => {
      const { version, costs, lineKey } = versionOf(world);
      const lines = version.variants[0]?.lines.map((line) => ({ ...line, least: 2 })) ?? [];
      const made = { ...version, variants: version.variants.map((one) => ({ ...one, lines })) };
      await makeProposal(world.iris, { clientId, id, name: "Beheer", version: made, costs });
      await sendProposal(world.iris, { clientId, id });
      const { versionId } = await getStaffProposalPage(world.iris, id);
      const take = (seats: number) =>
        acceptProposal(side.manager, {
          id,
          seen: versionId,
          variant: "v0",
          seats: { [lineKey]: seats },
          payment: "transfer",
        });
      expect(await take(1)).toEqual({ ok: false, refusal: "seats-too-few" });
      expect(await take(2)).toEqual({ ok: false, refusal: "seats-asked" });
      expect(await take(2)).toEqual({ ok: false, refusal: "seats-asked" });
      const { questions, state } = await getStaffProposalPage(world.iris, id);
      expect([state, questions.map(({ words }) => words)]).toEqual([
        "sent",
        ["We willen graag ‘Beheer’ met deze aantallen: Werkplek: 2. Kan dat?"],
      ]);
      expect(await take(18)).toMatchObject({ ok: true });
    });
  });

  test("stands on the radar with the rows of its score", async () => {
    const side = await prepaid(405);
    const page = await asOf(new Date("2027-01-10T09:00:00Z"), () => getRadarPage(world.iris));
    const found = page.clients.find(({ clientId }) => clientId === side.clientId);
    expect(found?.score.verdict).toBe("ripe");
    expect(found?.score.rows[0]).toMatchObject({
      kind: "burn",
      burnMinor: 21_375,
      managedMinor: 5000,
      percent: 427,
      points: 4,
    });
  });
});
