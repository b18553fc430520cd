import { lockClient } from "#app/clients/client-store.server.ts";
import { requireMsp } from "#app/platform/msp.server.ts";
import { appendAudit } from "#app/identity/audit.server.ts";
import type { Scope } from "#app/identity/scope.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { env } from "#app/platform/env.server.ts";
import { notFound } from "#app/platform/http.server.ts";
import { localeOf } from "#app/platform/i18n/locale.ts";
import { queueLetter } from "#app/platform/mail/letters.server.ts";
import { threadOf } from "#app/requests/letter-thread.ts";
import { keepFilesInside } from "#app/requests/keep-files.server.ts";
import type { CheckedFile } from "#app/requests/read-files.server.ts";
import type { Priority } from "#app/requests/rules/priority.ts";
import { appendRequest, findRequester, findRequestNumber } from "#app/requests/store/request-store.server.ts";

export type NewRequest = {
  /** Made with the form: sent twice, it is one request. */
  id: string;
  /** Whom it is for; a client's person always asks for their own. */
  clientId: string;
  /** Who of the client's people asked, where staff write it down. */
  requesterId?: string | undefined;
  priority?: Priority | undefined;
  title: string;
  description: string;
  /** Of a standard change: how it begins. One that waits for approval reaches the MSP once it is approved. */
  change?: "awaiting_approval" | "new";
  files?: readonly CheckedFile[] | undefined;
};

export type CreatedRequest = { id: string; number: number; isNew: boolean };

/** Takes in a request and numbers it; the MSP gets a letter about what a client asks. The same form again answers the request it made before. */
export function createRequest(scope: Scope, input: NewRequest): Promise<CreatedRequest> {
  return inScope(scope, (tx) => createRequestInside(tx, scope, input));
}

/** The same in the caller's transaction, which has locked nothing but the client's row. */
export async function createRequestInside(tx: Tx, scope: Scope, input: NewRequest): Promise<CreatedRequest> {
  const clientId = scope.kind === "client" ? scope.clientId : input.clientId;

  // The client's row is the lock: two sends of one form come after each other, and no number is spent twice.
  const client = await lockClient(tx, clientId);
  if (!client) return notFound();
  const known = await findRequestNumber(tx, { clientId, id: input.id });
  if (known !== null) return { id: input.id, number: known, isNew: false };
  const requesterId = scope.kind === "client" ? scope.userId : (input.requesterId ?? null);
  if (scope.kind === "staff" && requesterId && !(await findRequester(tx, { clientId, requesterId })))
    return notFound();
  const number = await appendRequest(
    tx,
    { clientId, id: input.id },
    {
      title: input.title,
      description: input.description,
      requesterId,
      priority: (scope.kind === "staff" && input.priority) || "normal",
      state: input.change ?? "new",
      kind: input.change ? "change" : "plain",
    },
  );
  if (scope.kind === "client" && input.change !== "awaiting_approval")
    await tellMsp(tx, { ...input, clientId, number, clientName: client.name, requesterName: scope.name });
  await keepFilesInside(tx, scope, { clientId, id: input.id, number }, {}, input.files ?? []);
  await appendAudit(tx, scope, {
    action: "request.created",
    target: `request:${number}`,
    clientId,
    detail: { title: input.title },
  });
  return { id: input.id, number, isNew: true };
}

type Received = Pick<NewRequest, "id" | "clientId" | "title" | "description"> & {
  number: number;
  clientName: string;
  requesterName: string;
};

/** Tells the MSP that a request has come, once. */
export async function tellMsp(tx: Tx, request: Received): Promise<void> {
  const msp = await requireMsp(tx);
  await queueLetter(tx, {
    key: `request-received:${request.id}`,
    clientId: request.clientId,
    to: msp.email,
    locale: localeOf(msp.locale),
    thread: threadOf(request.id),
    template: "request-received",
    props: {
      number: request.number,
      title: request.title,
      description: request.description,
      clientName: request.clientName,
      requesterName: request.requesterName,
      mspName: msp.name,
      url: `${env().origin}/staff/requests/${request.id}`,
    },
  });
}
