import type { JsonObject } from "#test/emulator/json.ts";

/** One API request as it was answered. */
export type LoggedRequest = {
  id: string;
  method: string;
  path: string;
  operation: string;
  params: JsonObject;
  idempotencyKey: string | null;
  status: number | "dropped";
  replayed: boolean;
};

/** Something that a suite should look at: a wrong response shape, an unknown parameter, a missing operation. */
export type Issue = {
  kind: "response" | "event" | "parameter_unknown" | "not_emulated" | "crash";
  operation: string;
  detail: string;
};

/** What happened since the start or the last reset. */
export class Journal {
  requests: LoggedRequest[] = [];
  issues: Issue[] = [];

  /** Notes something that a suite should look at. */
  issue(kind: Issue["kind"], operation: string, detail: string): void {
    this.issues.push({ kind, operation, detail });
  }

  /** Forgets what happened. */
  clear(): void {
    this.requests = [];
    this.issues = [];
  }
}
