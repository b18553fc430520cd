import type { LoaderFunctionArgs } from "@remix-run/node";

import { requireStaff } from "#app/identity/guard.server.ts";
import { uuidParam } from "#app/platform/http.server.ts";
import { answerFile } from "#app/requests/answer-file.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  return answerFile(await requireStaff(request), uuidParam(params["fileId"]));
}
