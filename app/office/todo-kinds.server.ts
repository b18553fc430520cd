import { agreementTodoKinds, type AgreementTodoKind } from "#app/agreements/store/todo.server.ts";
import { billingTodoKinds, type BillingTodoKind } from "#app/billing/reconcile/todo.server.ts";
import { renewalTodoKinds, type RenewalTodoKind } from "#app/contracts/renewals-todo.server.ts";
import { contractsTodoKinds, type ContractsTodoKind } from "#app/contracts/store/unsigned-store.server.ts";
import { type ConversionTodoKind, conversionTodoKinds } from "#app/conversion/store/todo-store.server.ts";
import { deskTodoKinds, type DeskTodoKind } from "#app/desk/approvals/waiting.server.ts";
import { type HoursTodoKind, hoursTodoKinds } from "#app/hours/store/todo.server.ts";
import { peopleTodoKinds, type PeopleTodoKind } from "#app/people/store/todo-store.server.ts";
import {
  connectionTodoKinds,
  type ConnectionTodoKind,
} from "#app/office/connections/connection-todo.server.ts";
import { setupTodoKinds, type SetupTodoKind } from "#app/office/setup/setup-todo.server.ts";
import { requestsTodoKinds, type RequestsTodoKind } from "#app/requests/store/todo.server.ts";
import { webhooksTodoKinds, type WebhooksTodoKind } from "#app/webhooks/manage-endpoints.server.ts";

/** What can wait for a colleague; `failed-job` is work in the background that was given up. */
export type TodoKind =
  | HoursTodoKind
  | RequestsTodoKind
  | AgreementTodoKind
  | ContractsTodoKind
  | RenewalTodoKind
  | BillingTodoKind
  | DeskTodoKind
  | ConversionTodoKind
  | WebhooksTodoKind
  | ConnectionTodoKind
  | SetupTodoKind
  | PeopleTodoKind
  | "failed-job";
export const todoKinds: readonly TodoKind[] = [
  ...hoursTodoKinds,
  ...requestsTodoKinds,
  ...agreementTodoKinds,
  ...contractsTodoKinds,
  ...renewalTodoKinds,
  ...billingTodoKinds,
  ...conversionTodoKinds,
  ...deskTodoKinds,
  ...webhooksTodoKinds,
  ...connectionTodoKinds,
  ...setupTodoKinds,
  ...peopleTodoKinds,
  "failed-job",
];
