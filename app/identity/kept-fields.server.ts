import { hereOf } from "./guard.server.ts";
import { bringsKeptForm, takeKeptForm, type KeptFields } from "./kept-form.server.ts";
import { signedIn } from "./signed-in.server.ts";

/** What the signed-in person had typed on this page when the session had ended; null for nearly all requests. Once given, it is forgotten: `headers` get that. */
export async function getKeptFields(request: Request, headers: Headers): Promise<KeptFields | null> {
  if (request.method !== "GET" || !bringsKeptForm(request)) return null;
  const person = await signedIn(request);
  const kept = person && (await takeKeptForm(request, person.scope.userId, hereOf(request)));
  if (!kept) return null;
  headers.append("set-cookie", kept.forget);
  return kept.fields;
}
