import { z } from "zod";

import { clientChangeForms, staffChangeForms } from "#app/desk/change-action.server.ts";
import { requestActForms } from "#app/desk/request-act-form.server.ts";
import { clientRequestForms } from "#app/requests/request-form.server.ts";

/** What a client's person sends from a request's page. */
export const ownRequestForm = z.discriminatedUnion("intent", [...clientRequestForms, ...clientChangeForms]);

/** What staff send from a request's page. */
export const staffRequestForm = z.discriminatedUnion("intent", [...requestActForms, ...staffChangeForms]);
