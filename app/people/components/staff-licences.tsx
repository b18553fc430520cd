import type { StaffLicencesPage } from "#app/people/staff-pages.server.ts";
import { nameOf } from "#app/people/words.ts";
import { formatMoney, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { wantsWork } from "#app/people/rules/licence-differences.ts";
import { Card, TextLink } from "#app/ui/card.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { DayField, TextField } from "#app/ui/fields/text-field.tsx";
import { EntryList } from "#app/ui/lists.tsx";
import type { ListState } from "#app/ui/table/list-state.ts";

import { ActForm, type Reply } from "./act-form.tsx";
import { LicenceList, LicenceTotals } from "./licence-list.tsx";
import { ReleaseForm } from "./person-holdings.tsx";

interface StaffLicencesProps {
  page: StaffLicencesPage & { work: Record<string, string> };
  list: ListState;
  newId: string;
  lastResult: Reply;
  mayEdit: boolean;
  mayEditProducts: boolean;
}

/** A client's licences as staff work on them: how many, with whom, and the products themselves. */
export function StaffLicences({
  page,
  list,
  newId,
  lastResult,
  mayEdit,
  mayEditProducts,
}: StaffLicencesProps) {
  return (
    <>
      {page.lines.length > 0 && <LicenceTotals totals={page.totals} />}
      <LicenceList
        lines={page.lines}
        list={list}
        prices
        contractEndsOn={page.contractEndsOn}
        action={
          mayEdit
            ? (holder) => (
                <ReleaseForm
                  intent="release"
                  hidden={{ assignmentId: holder.key }}
                  today={page.today}
                  lastResult={lastResult}
                  label={m.people_free_from()}
                  submit={m.people_release()}
                  name={holder.name}
                />
              )
            : undefined
        }
        footer={({ product, differences }) => {
          const cost = page.costs?.[product.id];
          const request = page.work[product.id];
          return (
            <>
              {cost !== undefined && (
                <p className="mt-2 text-sm text-muted">
                  {m.people_cost_each({ amount: formatMoney(cost, product.currency) })}
                </p>
              )}
              {request ? (
                <p className="mt-2">
                  <TextLink to={`/staff/requests/${request}`}>{m.people_difference_request()}</TextLink>
                </p>
              ) : (
                mayEdit &&
                differences.some(wantsWork) && (
                  <div className="mt-3">
                    <ActForm
                      id={`work-${product.id}`}
                      intent="work"
                      hidden={{ productId: product.id }}
                      lastResult={lastResult}
                      submit={m.people_difference_make_request()}
                      small
                    />
                  </div>
                )
              )}
            </>
          );
        }}
      />
      <IncludedCard page={page} lastResult={lastResult} mayEdit={mayEditProducts} />
      {mayEditProducts && <PoolForm page={page} lastResult={lastResult} />}
      {mayEdit && page.lines.length > 0 && <MailboxForm page={page} newId={newId} lastResult={lastResult} />}
      {mayEditProducts && (
        <p>
          <TextLink to="/staff/settings/licences">{m.people_products()}</TextLink>
        </p>
      )}
    </>
  );
}

function PoolForm({ page, lastResult }: Pick<StaffLicencesProps, "page" | "lastResult">) {
  const has = new Set(page.lines.map(({ product }) => product.id));
  const products = page.products.filter(
    ({ id, active, currency }) => (active || has.has(id)) && currency === page.totals.currency,
  );
  if (products.length === 0) return null;
  return (
    <Card title={m.people_pool()} titleId="pool">
      <ActForm
        id="pool"
        intent="pool"
        lastResult={lastResult}
        defaults={{ startsOn: page.today }}
        submit={m.people_pool_save()}
      >
        {(field) => (
          <div className="grid gap-4 roomy:grid-cols-2">
            <Select
              field={field("productId")}
              label={m.people_col_product()}
              options={products.map(({ id, name, priceMinor, currency }) => ({
                value: id,
                label: `${name} (${formatMoney(priceMinor, currency)})`,
              }))}
            />
            <TextField
              field={field("quantity")}
              label={m.people_pool_quantity()}
              inputMode="numeric"
              width="tiny"
              autoComplete="off"
            />
            <DayField field={field("startsOn")} label={m.people_from_day()} />
            <DayField field={field("termEndsOn")} label={m.people_term_ends()} optional />
            <TextField field={field("reason")} label={m.people_col_reason()} autoComplete="off" optional />
          </div>
        )}
      </ActForm>
    </Card>
  );
}

/** How many licences of which product a seat's price holds: what the contract counts by its seats. */
function IncludedCard({
  page,
  lastResult,
  mayEdit,
}: Pick<StaffLicencesProps, "page" | "lastResult"> & { mayEdit: boolean }) {
  const choices = page.products.filter(({ currency }) => currency === page.totals.currency);
  const canSet = mayEdit && choices.length > 0 && page.seatTypes.length > 0;
  if (page.included.length === 0 && !canSet) return null;
  return (
    <Card title={m.people_included_title()} titleId="included">
      {page.included.length > 0 && (
        <div className="mb-4">
          <EntryList
            rows={page.included.map(({ seatTypeId, productId, quantity }) => ({
              key: `${seatTypeId} ${productId}`,
              title: nameOf(page.products, productId),
              detail: m.people_included_in({ seat: nameOf(page.seatTypes, seatTypeId) }),
              aside: formatNumber(quantity),
            }))}
          />
        </div>
      )}
      {canSet && (
        <ActForm
          id="included"
          intent="included"
          lastResult={lastResult}
          defaults={{ startsOn: page.today, quantity: "1" }}
          submit={m.people_save()}
        >
          {(field) => (
            <>
              <p className="text-muted">{m.people_included_note()}</p>
              <div className="grid gap-4 roomy:grid-cols-2">
                <Select
                  field={field("seatTypeId")}
                  label={m.people_seat()}
                  options={page.seatTypes.map(({ id, name }) => ({ value: id, label: name }))}
                />
                <Select
                  field={field("productId")}
                  label={m.people_col_product()}
                  options={choices.map(({ id, name }) => ({ value: id, label: name }))}
                />
                <TextField
                  field={field("quantity")}
                  label={m.people_included_quantity()}
                  inputMode="numeric"
                  width="tiny"
                  autoComplete="off"
                />
                <DayField field={field("startsOn")} label={m.people_from_day()} />
              </div>
            </>
          )}
        </ActForm>
      )}
    </Card>
  );
}

function MailboxForm({ page, newId, lastResult }: Pick<StaffLicencesProps, "page" | "newId" | "lastResult">) {
  return (
    <Card title={m.people_mailbox_assign()} titleId="mailbox">
      <ActForm
        id="mailbox"
        intent="assign"
        hidden={{ id: newId }}
        lastResult={lastResult}
        defaults={{ startsOn: page.today }}
        submit={m.people_assign()}
      >
        {(field) => (
          <div className="grid gap-4 roomy:grid-cols-2">
            <Select
              field={field("productId")}
              label={m.people_col_product()}
              options={page.lines.map(({ product }) => ({ value: product.id, label: product.name }))}
            />
            <TextField field={field("mailbox")} label={m.people_mailbox()} type="email" autoComplete="off" />
            <DayField field={field("startsOn")} label={m.people_from_day()} />
          </div>
        )}
      </ActForm>
    </Card>
  );
}
