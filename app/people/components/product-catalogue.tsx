import { currencies } from "#app/clients/rules/places.ts";
import type { CatalogueProduct } from "#app/people/store/product-store.server.ts";
import type { Day } from "#app/platform/day.ts";
import { formatAmount, formatDay, formatMoney, formatNumber } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DataTable, TwoLines } from "#app/ui/data-table.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { DayField, TextField } from "#app/ui/fields/text-field.tsx";
import type { FieldData } from "#app/ui/fields/field.tsx";
import { EntryList } from "#app/ui/lists.tsx";

import { ActForm, type Reply } from "./act-form.tsx";

interface ProductCatalogueProps {
  products: CatalogueProduct[];
  /** The product that is being changed; null while one can be added. */
  chosen: CatalogueProduct | null;
  currency: string;
  today: Day;
  newId: string;
  lastResult: Reply;
}

/** Every licence product that the MSP sells, and a form for the chosen one or for another. */
export function ProductCatalogue({
  products,
  chosen,
  currency,
  today,
  newId,
  lastResult,
}: ProductCatalogueProps) {
  return (
    <>
      {chosen && <ChosenProduct product={chosen} today={today} lastResult={lastResult} />}
      <ProductTable products={products} />
      {!chosen && (
        <Card title={m.people_product_add()} titleId="add">
          <ActForm
            id="product-add"
            intent="add"
            hidden={{ id: newId }}
            lastResult={lastResult}
            defaults={{ termMonths: "12", renews: "yes", currency, vendor: "Microsoft" }}
            submit={m.people_product_add()}
            tone="primary"
          >
            {(field) => (
              <div className="grid gap-4 roomy:grid-cols-2">
                <FactFields field={field} />
                <PriceFields field={field} />
                <Select
                  field={field("currency")}
                  label={m.people_product_currency()}
                  options={currencies.map((one) => ({ value: one, label: one }))}
                />
              </div>
            )}
          </ActForm>
        </Card>
      )}
    </>
  );
}

function ProductTable({ products }: { products: CatalogueProduct[] }) {
  if (products.length === 0) return null;
  return (
    <Card padding="none">
      <DataTable
        caption={m.people_products()}
        dense
        phone="flow"
        rows={products}
        rowKey={(row) => row.id}
        columns={[
          {
            key: "name",
            header: m.people_col_product(),
            primary: true,
            cell: (row) => (
              <TwoLines
                first={<TextLink to={`?product=${row.id}`}>{row.name}</TextLink>}
                second={
                  <>
                    {row.vendor} · <span className="break-all">{row.sku}</span>
                    {!row.active && ` · ${m.people_product_retired()}`}
                  </>
                }
              />
            ),
          },
          {
            key: "term",
            header: m.people_product_term(),
            cell: (row) => (
              <TwoLines
                first={monthsWords(row.termMonths)}
                second={row.renews ? m.people_product_renews() : m.people_product_ends()}
              />
            ),
          },
          {
            key: "decrease",
            header: m.people_product_decrease_short(),
            align: "right",
            cell: (row) => (row.decreaseDays === null ? "" : formatNumber(row.decreaseDays)),
          },
          {
            key: "clients",
            header: m.people_product_clients(),
            align: "right",
            cell: (row) => formatNumber(row.clients),
          },
          {
            key: "cost",
            header: m.people_product_cost(),
            align: "right",
            noWrap: true,
            cell: (row) => formatMoney(row.costMinor, row.currency),
          },
          {
            key: "price",
            header: m.people_col_price(),
            align: "right",
            place: "figure",
            noWrap: true,
            cell: (row) => formatMoney(row.priceMinor, row.currency),
          },
        ]}
      />
    </Card>
  );
}

interface ChosenProductProps {
  product: CatalogueProduct;
  today: Day;
  lastResult: Reply;
}

/** One product: what is known of it, and what it costs from which day on. */
function ChosenProduct({ product, today, lastResult }: ChosenProductProps) {
  return (
    <>
      <Card title={product.name} titleId="product">
        <ActForm
          id="product-change"
          intent="change"
          hidden={{ id: product.id }}
          lastResult={lastResult}
          defaults={{
            vendor: product.vendor,
            sku: product.sku,
            name: product.name,
            termMonths: String(product.termMonths),
            renews: product.renews ? "yes" : "no",
            decreaseDays: product.decreaseDays === null ? "" : String(product.decreaseDays),
            active: product.active ? "yes" : "no",
          }}
          submit={m.people_save()}
          tone="primary"
        >
          {(field) => (
            <div className="grid gap-4 roomy:grid-cols-2">
              <FactFields field={field} />
              <Select
                field={field("active")}
                label={m.people_product_active()}
                options={[
                  { value: "yes", label: m.people_product_active_yes() },
                  { value: "no", label: m.people_product_active_no() },
                ]}
              />
            </div>
          )}
        </ActForm>
      </Card>
      <Card title={m.people_product_price_title()} titleId="price">
        {product.prices.length > 0 && (
          <div className="mb-4">
            <EntryList
              rows={product.prices.map(({ startsOn, priceMinor, costMinor }) => ({
                key: startsOn,
                title: m.people_product_price_from({ day: formatDay(startsOn) }),
                detail: `${m.people_product_cost()}: ${formatMoney(costMinor, product.currency)}`,
                aside: formatMoney(priceMinor, product.currency),
              }))}
            />
          </div>
        )}
        <ActForm
          id="product-price"
          intent="price"
          hidden={{ id: product.id }}
          lastResult={lastResult}
          defaults={{
            startsOn: today,
            priceMinor: formatAmount(product.priceMinor),
            costMinor: formatAmount(product.costMinor),
          }}
          submit={m.people_product_price_set()}
        >
          {(field) => (
            <>
              <p className="text-muted">{m.people_product_price_note()}</p>
              <div className="grid gap-4 roomy:grid-cols-2">
                <DayField field={field("startsOn")} label={m.people_from_day()} />
                <PriceFields field={field} />
              </div>
            </>
          )}
        </ActForm>
        <p className="mt-4">
          <TextLink to="/staff/settings/licences">{m.people_products_all()}</TextLink>
        </p>
      </Card>
    </>
  );
}

type Fields = { field: (name: string) => FieldData };

function FactFields({ field }: Fields) {
  return (
    <>
      <TextField field={field("vendor")} label={m.people_col_vendor()} autoComplete="off" />
      <TextField field={field("sku")} label={m.people_col_sku()} autoComplete="off" />
      <TextField field={field("name")} label={m.people_col_name()} autoComplete="off" />
      <Select
        field={field("termMonths")}
        label={m.people_product_term()}
        options={["1", "12", "36"].map((months) => ({ value: months, label: monthsWords(Number(months)) }))}
      />
      <Select
        field={field("renews")}
        label={m.people_product_at_end()}
        options={[
          { value: "yes", label: m.people_product_renews() },
          { value: "no", label: m.people_product_ends() },
        ]}
      />
      <TextField
        field={field("decreaseDays")}
        label={m.people_product_decrease()}
        inputMode="numeric"
        width="tiny"
        autoComplete="off"
        optional
      />
    </>
  );
}

function PriceFields({ field }: Fields) {
  return (
    <>
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
    </>
  );
}

const monthsWords = (months: number): string => m.people_months({ n: months, count: String(months) });
