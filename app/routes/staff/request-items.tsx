import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData, useSubmit } from "@remix-run/react";

import { getCatalogueFor } from "#app/desk/catalogue/catalogue-page.server.ts";
import { CatalogueList } from "#app/desk/components/catalogue-list.tsx";
import { requireStaff } from "#app/identity/guard.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { requestsAccess } from "#app/requests/access.ts";
import { getNewRequestPage } from "#app/requests/new-request-page.server.ts";
import { LinkButton, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import { PageHeader, Stack } from "#app/ui/page.tsx";

export const meta: MetaFunction = () => [{ title: m.desk_title({ page: m.change_for_title() }) }];

export async function loader({ request }: LoaderFunctionArgs) {
  const scope = await requireStaff(request, requestsAccess.work);
  const query = new URL(request.url).searchParams;
  const { clientId, clients, people } = await getNewRequestPage(scope, query.get("client"));
  const requesterId = people.find(({ userId }) => userId === query.get("requester"))?.userId ?? "";
  const items = requesterId === "" ? [] : await getCatalogueFor(scope, { clientId, requesterId });
  return data({ clientId, clients, people, requesterId, items });
}

export default function StaffRequestItems() {
  const { clientId, clients, people, requesterId, items } = useLoaderData<typeof loader>();
  const submit = useSubmit();
  const plain = `/staff/requests/new${clientId === "" ? "" : `?client=${clientId}`}`;
  const toPlain = <LinkButton to={plain}>{m.change_for_plain()}</LinkButton>;
  return (
    <>
      <PageHeader
        title={m.change_for_title()}
        subtitle={m.change_for_subtitle()}
        back={{ to: "/staff/requests", label: m.desk_requests_title() }}
      />
      <Stack>
        <Form
          className="max-w-2xl"
          onChange={(event) => {
            submit(event.currentTarget, { replace: true, preventScrollReset: true });
          }}
        >
          <Card padding="large">
            <div className="grid gap-4.5">
              <Select
                field={{ id: "client", name: "client", initialValue: clientId }}
                label={m.desk_client()}
                placeholder={m.desk_choose()}
                options={clients.map(({ id, name }) => ({ value: id, label: name }))}
              />
              {people.length > 0 && (
                <Select
                  key={clientId}
                  field={{ id: "requester", name: "requester", initialValue: requesterId }}
                  label={m.change_for_who()}
                  placeholder={m.desk_choose()}
                  options={people.map(({ userId, name }) => ({ value: userId, label: name }))}
                />
              )}
              <div>
                <SubmitButton tone={requesterId === "" ? "primary" : "secondary"}>
                  {m.change_for_show()}
                </SubmitButton>
              </div>
            </div>
          </Card>
        </Form>
        <div className="max-w-2xl">
          {clientId !== "" && people.length === 0 && (
            <EmptyState title={m.change_for_nobody()} icon="people">
              {toPlain}
            </EmptyState>
          )}
          {requesterId !== "" && items.length === 0 && (
            <EmptyState title={m.change_for_none()} icon="requests">
              {toPlain}
            </EmptyState>
          )}
          <CatalogueList
            items={items}
            hasHours
            toItem={(id) => `/staff/requests/catalogue/${id}?client=${clientId}&requester=${requesterId}`}
          />
        </div>
      </Stack>
    </>
  );
}
