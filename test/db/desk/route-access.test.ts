import { randomUUID } from "node:crypto";

import type { LoaderFunctionArgs } from "@remix-run/node";
import { beforeAll, describe, expect, test } from "vitest";

import { createRequest } from "#app/requests/create-request.server.ts";
import type { Scope } from "#app/identity/scope.ts";
import { asSystem } from "#app/platform/db.server.ts";
import * as clientRequestRoute from "#app/routes/client/request.tsx";
import * as clientRequestsRoute from "#app/routes/client/requests.tsx";
import * as clientNewRoute from "#app/routes/staff/client-new.tsx";
import * as overviewRoute from "#app/routes/staff/client-overview.tsx";
import * as peopleRoute from "#app/routes/staff/client-people.tsx";
import * as clientContractEditRoute from "#app/routes/staff/client-contract-edit.tsx";
import * as clientSettingsRoute from "#app/routes/staff/client-settings.tsx";
import * as clientsRoute from "#app/routes/staff/clients.tsx";
import * as requestRoute from "#app/routes/staff/request.tsx";
import * as requestsRoute from "#app/routes/staff/requests.tsx";
import * as settingsRoute from "#app/routes/staff/settings.tsx";
import * as workTypeRoute from "#app/routes/staff/work-type.tsx";
import { buildWorkTypes } from "#test/builders/work-types.ts";
import { buildWorld, requestOf, statusOf, type World } from "#test/db/desk/world.ts";

type Route = (args: LoaderFunctionArgs) => unknown;

let world: World;
let requestId: string;
let workTypeId: string;
beforeAll(async () => {
  world = await buildWorld();
  requestId = (
    await createRequest(world.petra, { id: randomUUID(), clientId: "", title: "Kassa", description: "" })
  ).id;
  workTypeId = (await buildWorkTypes()).remote;
});

const ask = async (
  route: Route,
  scope: Scope,
  path: string,
  params: Record<string, string> = {},
  form?: Record<string, string>,
): Promise<number> => {
  const request = await requestOf(scope, path, form);
  return statusOf(() => route({ request, params, context: {} }));
};
const staff = ["daan", "iris", "noor", "fien"] as const;

describe("reading", () => {
  test("staff pages are there for all staff, and for no client's person", async () => {
    const routes: [Route, string, Record<string, string>][] = [
      [clientsRoute.loader, "/staff/clients", {}],
      [requestsRoute.loader, "/staff/requests", {}],
      [requestRoute.loader, `/staff/requests/${requestId}`, { requestId }],
      [overviewRoute.loader, `/staff/clients/${world.jansen}`, { clientId: world.jansen }],
      [clientSettingsRoute.loader, `/staff/clients/${world.jansen}/settings`, { clientId: world.jansen }],
      [peopleRoute.loader, `/staff/clients/${world.jansen}/people`, { clientId: world.jansen }],
    ];
    for (const [route, path, params] of routes) {
      for (const who of staff) expect(await ask(route, world[who], path, params), `${who} ${path}`).toBe(200);
      for (const who of ["petra", "tom", "eva"] as const)
        expect(await ask(route, world[who], path, params), `${who} ${path}`).toBe(404);
    }
  });

  test("only the owner reads the MSP's settings; only owner and account manager take on clients", async () => {
    for (const who of staff) {
      expect(await ask(settingsRoute.loader, world[who], "/staff/settings")).toBe(who === "noor" ? 200 : 404);
      expect(
        await ask(workTypeRoute.loader, world[who], `/staff/settings/work-types/${workTypeId}`, {
          workTypeId,
        }),
      ).toBe(who === "noor" ? 200 : 404);
      expect(await ask(clientNewRoute.loader, world[who], "/staff/clients/new")).toBe(
        who === "noor" || who === "iris" ? 200 : 404,
      );
    }
  });

  test("clients' pages are not there for staff; ids that are no ids, foreign or missing are a 404", async () => {
    expect(await ask(clientRequestsRoute.loader, world.daan, "/requests")).toBe(404);
    expect(await ask(clientRequestRoute.loader, world.petra, `/requests/${requestId}`, { requestId })).toBe(
      200,
    );
    for (const who of ["eva", "tom"] as const)
      expect(await ask(clientRequestRoute.loader, world[who], `/requests/${requestId}`, { requestId })).toBe(
        404,
      );
    for (const id of [randomUUID(), "1", "x'; drop table request"]) {
      expect(await ask(clientRequestRoute.loader, world.petra, "/requests/x", { requestId: id })).toBe(404);
      expect(await ask(requestRoute.loader, world.daan, "/staff/requests/x", { requestId: id })).toBe(404);
      expect(await ask(overviewRoute.loader, world.daan, "/staff/clients/x", { clientId: id })).toBe(404);
    }
  });
});

describe("changing", () => {
  test("finance moves no request; an engineer changes no client", async () => {
    const move = { intent: "move", from: "new", to: "in_progress" };
    expect(
      await ask(requestRoute.action, world.fien, `/staff/requests/${requestId}`, { requestId }, move),
    ).toBe(404);
    const hours = {
      intent: "hours",
      id: randomUUID(),
      thresholdMinutes: "3:00",
      overagePolicy: "refuse",
      fairnessDays: "14",
      correctionGraceDays: "0",
    };
    for (const who of ["daan", "fien"] as const)
      expect(await ask(clientSettingsRoute.action, world[who], "/x", { clientId: world.jansen }, hours)).toBe(
        404,
      );
    expect(
      await ask(
        peopleRoute.action,
        world.daan,
        "/x",
        { clientId: world.jansen },
        { intent: "invite", name: "Nieuw", email: "nieuw@klant.example", role: "manager", locale: "nl" },
      ),
    ).toBe(404);
    for (const wrong of [
      { fairnessDays: "91" },
      { fairnessDays: "-1" },
      { correctionGraceDays: "367" },
      { correctionGraceDays: "soon" },
    ])
      expect(
        await ask(
          clientSettingsRoute.action,
          world.iris,
          "/x",
          { clientId: world.jansen },
          { ...hours, ...wrong },
        ),
      ).toBe(400);
    expect(await ask(clientSettingsRoute.action, world.iris, "/x", { clientId: world.jansen }, hours)).toBe(
      302,
    );
    expect(
      await asSystem(
        (tx) =>
          tx.$queryRaw`select threshold_minutes, overage_policy, fairness_days, correction_grace_days from hour_setting where client_id = ${world.jansen}::uuid`,
      ),
    ).toEqual([
      { threshold_minutes: 180, overage_policy: "refuse", fairness_days: 14, correction_grace_days: 0 },
    ]);
  });

  test("a stale tab gets a 409, a form that makes no sense a 400", async () => {
    const path = `/staff/requests/${requestId}`;
    const move = { intent: "move", from: "new", to: "in_progress" };
    expect(await ask(requestRoute.action, world.daan, path, { requestId }, move)).toBe(302);
    expect(await ask(requestRoute.action, world.daan, path, { requestId }, move)).toBe(409);
    expect(
      await ask(
        requestRoute.action,
        world.daan,
        path,
        { requestId },
        { intent: "move", from: "new", to: "burnt" },
      ),
    ).toBe(400);
    expect(
      await ask(
        requestRoute.action,
        world.daan,
        path,
        { requestId },
        { intent: "assign", from: "", to: world.iris.userId },
      ),
    ).toBe(409);
    expect(
      await ask(
        requestRoute.action,
        world.daan,
        path,
        { requestId },
        { intent: "assign", from: world.daan.userId, to: world.iris.userId },
      ),
    ).toBe(302);
    expect(
      await ask(
        clientRequestRoute.action,
        world.petra,
        "/x",
        { requestId },
        { intent: "move", from: "in_progress", to: "done" },
      ),
    ).toBe(409);
  });

  test("the contract is typed as people write amounts", async () => {
    const form = {
      name: "Beheer",
      kind: "managed",
      startsOn: "2026-01-01",
      renewal: "automatic",
      renewalMonths: "12",
      noticeMonths: "3",
      indexation: "none",
      line0label: "Werkplek",
      line0what: "fixed",
      line0price: "50,00",
      line0quantity: "20",
    };
    const send = (changes: Record<string, string>) =>
      ask(
        clientContractEditRoute.action,
        world.iris,
        "/x",
        { clientId: world.jansen },
        { ...form, id: randomUUID(), ...changes },
      );
    expect(await send({})).toBe(302);
    expect(
      await asSystem((tx) => tx.contractLine.findFirst({ where: { clientId: world.jansen } })),
    ).toMatchObject({ quantity: 20, unitMinor: 5000 });
    const wrongs: Record<string, string>[] = [
      { line0quantity: "-1" },
      { line0quantity: "many" },
      { line0quantity: "1,5" },
      { line0price: "fifty" },
      { line0price: "0" },
      { line0mode: "volume", line0steps: "10: 50,00; 5: 40,00; 30,00" },
      { startsOn: "2026-02-30" },
      { endsOn: "2025-12-31" },
      { name: "" },
    ];
    for (const wrong of wrongs) expect(await send(wrong), JSON.stringify(wrong)).toBe(400);
    expect(await send({ line0label: "" })).toBe(409);
  });

  test("a new client is checked field by field", async () => {
    const form = {
      id: randomUUID(),
      name: "Neu",
      legalName: "Neu GmbH",
      kind: "prepaid",
      country: "DE",
      zone: "Europe/Berlin",
      locale: "de",
      currency: "EUR",
      addressLine: "",
      postalCode: "",
      city: "",
      billingEmail: "a@b.example",
      vatNumber: "DE 136 695 976",
      thresholdMinutes: "2:00",
    };
    for (const wrong of [
      { name: " " },
      { country: "XX" },
      { zone: "Mars/Olympus" },
      { currency: "XYZ" },
      { billingEmail: "nobody" },
      { vatNumber: "NL123456782B90" },
      { vatNumber: "DE123" },
      { thresholdMinutes: "soon" },
      { id: "1" },
    ])
      expect(
        await ask(clientNewRoute.action, world.iris, "/x", {}, { ...form, ...wrong }),
        JSON.stringify(wrong),
      ).toBe(400);
    expect(await ask(clientNewRoute.action, world.iris, "/x", {}, form)).toBe(302);
    expect(await asSystem((tx) => tx.client.findUnique({ where: { id: form.id } }))).toMatchObject({
      name: "Neu",
      vatNumber: "DE136695976",
      vatStatus: "none",
    });
  });

  test("a work type changes for what comes, by the owner alone; the second factor's switch too", async () => {
    const form = {
      id: workTypeId,
      nl: "Op afstand",
      de: "Fernwartung",
      en: "Remote",
      minimumMinutes: "30",
      roundingMinutes: "15",
      multiplierPercent: "125",
      position: "1",
      active: "on",
    };
    expect(await ask(workTypeRoute.action, world.iris, "/x", { workTypeId }, form)).toBe(404);
    expect(
      await ask(workTypeRoute.action, world.noor, "/x", { workTypeId }, { ...form, roundingMinutes: "0" }),
    ).toBe(400);
    expect(
      await ask(workTypeRoute.action, world.noor, "/x", { workTypeId }, { ...form, id: randomUUID() }),
    ).toBe(404);
    expect(await ask(workTypeRoute.action, world.noor, "/x", { workTypeId }, form)).toBe(302);
    expect(await asSystem((tx) => tx.workType.findUnique({ where: { id: workTypeId } }))).toMatchObject({
      key: "remote",
      minimumMinutes: 30,
      multiplierPercent: 125,
      free: false,
      active: true,
    });
    const fresh = randomUUID();
    expect(
      await ask(
        workTypeRoute.action,
        world.noor,
        "/x",
        { workTypeId: "new" },
        { ...form, id: fresh, free: "on" },
      ),
    ).toBe(302);
    expect(await asSystem((tx) => tx.workType.findUnique({ where: { id: fresh } }))).toMatchObject({
      free: true,
    });
    expect(
      await ask(settingsRoute.action, world.iris, "/staff/settings", {}, { intent: "mfa", required: "yes" }),
    ).toBe(404);
    expect(
      await ask(settingsRoute.action, world.noor, "/staff/settings", {}, { intent: "mfa", required: "yes" }),
    ).toBe(302);
    expect(await asSystem((tx) => tx.msp.findFirst({ select: { mfaRequired: true } }))).toEqual({
      mfaRequired: true,
    });
  });
});
