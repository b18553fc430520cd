import { randomUUID } from "node:crypto";

import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { requireStaff } from "#app/identity/guard.server.ts";
import { peopleAccess } from "#app/people/access.ts";
import { ProductCatalogue } from "#app/people/components/product-catalogue.tsx";
import { productsForm } from "#app/people/forms.server.ts";
import { getProductCatalogue } from "#app/people/product-catalogue.server.ts";
import { recordProductsForm } from "#app/people/record-forms.server.ts";
import { refusalReply } from "#app/people/refusal-reply.server.ts";
import { redirectWithNotice } from "#app/platform/flash.server.ts";
import { readForm } from "#app/platform/form.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.people_products() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, peopleAccess.editProducts);
  const chosen = new URL(request.url).searchParams.get("product");
  const page = await getProductCatalogue(scope);
  return {
    ...page,
    chosen: page.products.find(({ id }) => id === chosen) ?? null,
    newId: randomUUID(),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const scope = await requireStaff(request, peopleAccess.editProducts);
  const form = await readForm(request, productsForm);
  if (form.status !== "success") return data(form.reply(), { status: 400 });
  const recorded = await recordProductsForm(scope, form.value);
  if (!recorded.ok) return data(refusalReply(form, recorded.refusal), { status: 409 });
  return redirectWithNotice("/staff/settings/licences", { kind: "good", text: m.people_saved() });
}

export default function StaffLicenceProducts() {
  const { newId, ...page } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>() ?? null;
  return (
    <>
      <PageHeader title={m.people_products()} subtitle={m.people_products_subtitle()} />
      <Stack>
        <ProductCatalogue
          key={lastResult ? "answer" : newId}
          {...page}
          newId={newId}
          lastResult={lastResult}
        />
      </Stack>
    </>
  );
}
