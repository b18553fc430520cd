import { AsyncLocalStorage } from "node:async_hooks";

/** What is known of the request under way, for the log and the audit log. */
export type RequestContext = {
  requestId: string;
  ip: string;
  nonce: string;
  userAgent: string;
  /** Asks for a page and sends nothing: its loaders read one state of the database together. */
  reads?: boolean;
  /** The key of the API by which somebody acts. */
  via?: string;
  /** Counts a letter that whoever is signed in sends; false where this hour's are used up. */
  countLetter?: () => Promise<boolean>;
};

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs a request, and all that it starts, in its context. */
export function withRequestContext<T>(context: RequestContext, run: () => T): T {
  return storage.run(context, run);
}

/** The context of the request under way; undefined in jobs and commands. */
export function requestContext(): RequestContext | undefined {
  return storage.getStore();
}
