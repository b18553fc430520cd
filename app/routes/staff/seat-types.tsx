import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { requireStaff } from "#app/identity/guard.server.ts";
import { peopleAccess } from "#app/people/access.ts";
import { SeatTypes } from "#app/people/components/seat-types.tsx";
import { seatTypeForm } from "#app/people/forms.server.ts";
import { getSeatTypesPage, setSeatType } from "#app/people/seat-types.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.people_seat_types() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, peopleAccess.editProducts);
  return { types: await getSeatTypesPage(scope), newId: randomUUID() };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, peopleAccess.editProducts);
  const form = await readForm(request, seatTypeForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const { intent: _, ...type } = form.value;
  await setSeatType(scope, type);
  return redirectWithNotice("/staff/settings/seat-types", { kind: "good", text: m.people_saved() });
}

export default function StaffSeatTypes() {
  const { types, newId } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>() ?? null;
  return (
    <>
      <PageHeader title={m.people_seat_types()} subtitle={m.people_seat_types_subtitle()} />
      <SeatTypes key={lastResult ? "answer" : newId} types={types} newId={newId} lastResult={lastResult} />
    </>
  );
}
