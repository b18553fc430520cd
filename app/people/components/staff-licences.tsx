import type { StaffLicencesPage } from "#app/people/staff-pages.server.ts";
import { formatAmount, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { wantsWork } from "#app/people/rules/licence-differences.ts";
import { Card, TextLink } from "#app/ui/card.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { DayField, TextField } from "#app/ui/fields/text-field.tsx";
import type { ListState } from "#app/ui/table/list-state.ts";

import { ActForm, answers, Opens, type Reply } from "./act-form.tsx";
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
      {mayEditProducts && <PoolForm page={page} lastResult={lastResult} />}
      {mayEdit && page.lines.length > 0 && <MailboxForm page={page} newId={newId} lastResult={lastResult} />}
      {mayEditProducts && <ProductForm page={page} newId={newId} lastResult={lastResult} />}
    </>
  );
}

function PoolForm({ page, lastResult }: Pick<StaffLicencesProps, "page" | "lastResult">) {
  if (page.products.length === 0) return null;
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
              options={page.products.map(({ id, name, priceMinor, currency }) => ({
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

function ProductForm({ page, newId, lastResult }: Pick<StaffLicencesProps, "page" | "newId" | "lastResult">) {
  return (
    <Card title={m.people_products()} titleId="products">
      <ul>
        {page.products.map((product) => (
          <li key={product.id}>
            <Opens
              label={`${product.name} · ${product.sku}`}
              open={answers(lastResult, "product", { id: product.id })}
            >
              <ProductFields
                id={product.id}
                lastResult={answers(lastResult, "product", { id: product.id }) ? lastResult : null}
                defaults={{
                  vendor: product.vendor,
                  sku: product.sku,
                  name: product.name,
                  priceMinor: formatAmount(product.priceMinor),
                  costMinor: formatAmount(page.costs?.[product.id] ?? 0),
                  termMonths: String(product.termMonths),
                  decreaseDays: product.decreaseDays === null ? "" : String(product.decreaseDays),
                }}
              />
            </Opens>
          </li>
        ))}
      </ul>
      <Opens label={m.people_product_add()} open={answers(lastResult, "product", { id: newId })}>
        <ProductFields
          id={newId}
          lastResult={
            page.products.some(({ id }) => answers(lastResult, "product", { id })) ? null : lastResult
          }
          defaults={{ termMonths: "12" }}
        />
      </Opens>
    </Card>
  );
}

function ProductFields({
  id,
  lastResult,
  defaults,
}: {
  id: string;
  lastResult: Reply;
  defaults: Record<string, string>;
}) {
  return (
    <ActForm
      id={`product-${id}`}
      intent="product"
      hidden={{ id }}
      lastResult={lastResult}
      defaults={defaults}
      submit={m.people_save()}
    >
      {(field) => (
        <div className="grid gap-4 roomy:grid-cols-2">
          <TextField field={field("vendor")} label={m.people_col_vendor()} autoComplete="off" />
          <TextField field={field("sku")} label={m.people_col_sku()} autoComplete="off" />
          <TextField field={field("name")} label={m.people_col_name()} autoComplete="off" />
          <Select
            field={field("termMonths")}
            label={m.people_product_term()}
            options={["1", "12", "36"].map((months) => ({
              value: months,
              label: m.people_months({ n: Number(months), count: months }),
            }))}
          />
          <TextField
            field={field("priceMinor")}
            label={m.people_col_price()}
            inputMode="decimal"
            width="short"
            autoComplete="off"
          />
          <TextField
            field={field("costMinor")}
            label={m.people_product_cost()}
            hint={m.people_product_cost_hint()}
            inputMode="decimal"
            width="short"
            autoComplete="off"
          />
          <TextField
            field={field("decreaseDays")}
            label={m.people_product_decrease()}
            inputMode="numeric"
            width="tiny"
            autoComplete="off"
            optional
          />
        </div>
      )}
    </ActForm>
  );
}
