import { listPage } from "#app/api/list-page.server.ts";
import { nothing, operation } from "#app/api/operation.ts";
import {
  balanceSchema,
  clientParam,
  clientQuery,
  clientSchema,
  contractSchema,
  heldSchema,
  listOf,
  pageOf,
} from "#app/api/schemas.ts";
import { findClientRow, listClientRows, listContractRows, type ClientRow } from "#app/api/store.server.ts";
import { contractsAccess } from "#app/contracts/access.ts";
import { balanceOf } from "#app/hours/balance-part.ts";
import { findHoursState } from "#app/hours/store/hours-state.server.ts";
import { findHeld, listHeldTypes } from "#app/people/held-store.server.ts";
import { now } from "#app/platform/clock.server.ts";
import { addDays } from "#app/platform/day.ts";
import type { Tx } from "#app/platform/db.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { dayIn } from "#app/platform/zone.server.ts";

const shown = ({ id, name, legalName, kind, country, zone, currency, createdAt, endedAt }: ClientRow) => ({
  ...{ id, name, legalName, kind, country, zone, currency },
  createdAt: createdAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
});

const requireClientRow = async (tx: Tx, id: string): Promise<ClientRow> =>
  (await findClientRow(tx, id)) ?? notFound();

const common = { method: "get", tag: "Clients", body: nothing, status: 200, refusals: [] } as const;

/** What can be read of clients. */
export const clientOperations = [
  operation({
    ...common,
    id: "listClients",
    path: "/clients",
    summary: "List clients",
    details: "By name; also clients that ended.",
    scope: "clients:read",
    params: nothing,
    query: clientQuery,
    answer: pageOf(clientSchema),
    run: (tx, _scope, { query }) =>
      listPage(
        query,
        (cursor, limit) => listClientRows(tx, cursor, limit),
        (row) => shown(row),
      ),
  }),
  operation({
    ...common,
    id: "getClient",
    path: "/clients/{clientId}",
    summary: "Read a client",
    scope: "clients:read",
    params: clientParam,
    query: nothing,
    answer: clientSchema,
    run: async (tx, _scope, { params }) => ({
      ok: true,
      value: shown(await requireClientRow(tx, params.clientId)),
    }),
  }),
  operation({
    ...common,
    id: "getBalance",
    path: "/clients/{clientId}/hours",
    summary: "Read the balance of a client's prepaid hours",
    details: "The figures that the client's own page shows, in minutes.",
    scope: "hours:read",
    params: clientParam,
    query: nothing,
    answer: balanceSchema,
    run: async (tx, _scope, { params: { clientId } }) => {
      const state = (await findHoursState(tx, clientId, now())) ?? notFound();
      const balance = balanceOf(state, dayIn(state.zone, now()));
      return {
        ok: true,
        value: {
          clientId,
          balanceMinutes: balance.postedMinutes,
          owedMinutes: balance.owedMinutes,
          heldMinutes: balance.heldMinutes,
          pendingMinutes: balance.pendingMinutes,
          contestedMinutes: balance.contestedMinutes,
          validUntil: balance.validUntil,
        },
      };
    },
  }),
  operation({
    ...common,
    id: "listContracts",
    path: "/clients/{clientId}/contracts",
    summary: "List a client's contracts",
    scope: "contracts:read",
    permission: contractsAccess.read,
    params: clientParam,
    query: nothing,
    answer: listOf(contractSchema),
    run: async (tx, _scope, { params: { clientId } }) => {
      await requireClientRow(tx, clientId);
      return { ok: true, value: { items: await listContractRows(tx, clientId) } };
    },
  }),
  operation({
    ...common,
    id: "listHoldings",
    path: "/clients/{clientId}/holdings",
    summary: "List the seats, devices and licences that a client's people hold today",
    scope: "people:read",
    params: clientParam,
    query: nothing,
    answer: listOf(heldSchema),
    run: async (tx, _scope, { params: { clientId } }) => {
      const client = await requireClientRow(tx, clientId);
      const today = dayIn(client.zone, now());
      const names = new Map((await listHeldTypes(tx, clientId)).map(({ typeId, name }) => [typeId, name]));
      const { held } = (await findHeld(tx, [clientId], { from: today, until: addDays(today, 1) }))(clientId);
      return {
        ok: true,
        value: {
          items: held
            .filter(({ until }) => until === null || until > today)
            .map(({ kind, typeId, label, from }) => ({ kind, name: names.get(typeId) ?? "", label, from })),
        },
      };
    },
  }),
];
