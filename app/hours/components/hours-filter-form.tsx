import { periodWord } from "#app/hours/components/period-words.ts";
import { natureWord, sizeWords } from "#app/hours/components/words.ts";
import type { HoursPage } from "#app/hours/hours-page.server.ts";
import { hoursQuery, periods } from "#app/hours/rules/hours-filter.ts";
import { natures } from "#app/hours/rules/nature.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Button } from "#app/ui/button.tsx";
import { TextLink } from "#app/ui/card.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { DayField } from "#app/ui/fields/text-field.tsx";
import { Form } from "#app/ui/form.tsx";
import { FilterChips } from "#app/ui/tabs.tsx";

/** Periods as chips; the rest behind one fold, as a form that needs no scripts. */
export function HoursFilterForm({ page: { filter, options } }: { page: HoursPage }) {
  const narrowed =
    filter.requestId !== null ||
    filter.engineerId !== null ||
    filter.lotId !== null ||
    filter.nature !== null ||
    filter.period === "custom";
  const field = (name: string, value: string | number | null) => ({
    id: `filter-${name}`,
    name,
    initialValue: value === null ? "" : String(value),
  });
  return (
    <div className="grid gap-3 print:hidden">
      <FilterChips
        label={m.hours_filter_period()}
        chips={periods
          .filter((period) => period !== "custom" || filter.period === "custom")
          .map((period) => ({
            to: `/hours?${hoursQuery(filter, { period })}`,
            label: periodWord(period),
            active: period === filter.period,
          }))}
      />
      <details open={narrowed} key={hoursQuery(filter)}>
        <summary className="link inline-block min-h-8 py-1 pointer-coarse:min-h-11">
          {m.hours_filter_title()}
        </summary>
        <Form
          method="get"
          action="/hours"
          className="mt-2 grid gap-3 rounded-xl border border-line bg-card p-4 roomy:grid-cols-2 desk:grid-cols-3"
          preventScrollReset
        >
          {filter.sort && (
            <input type="hidden" name="sort" value={`${filter.sort.down ? "-" : ""}${filter.sort.by}`} />
          )}
          {filter.period !== "custom" && <input type="hidden" name="period" value={filter.period} />}
          <Select
            field={field("request", filter.requestId)}
            label={m.hours_filter_request()}
            placeholder={m.hours_filter_all()}
            options={options.requests.map((one) => ({ value: one.id, label: one.title }))}
          />
          <Select
            field={field("person", filter.engineerId)}
            label={m.hours_filter_person()}
            placeholder={m.hours_filter_all()}
            options={options.people.map((one) => ({ value: one.id, label: one.name }))}
          />
          <Select
            field={field("block", filter.lotId)}
            label={m.hours_filter_block()}
            placeholder={m.hours_filter_all()}
            options={options.lots.map((lot) => ({
              value: String(lot.lotId),
              label: m.hours_block_name_from({
                block: lot.lotId,
                minutes: sizeWords(lot.minutes),
                day: formatDay(lot.openedOn, "medium"),
              }),
            }))}
          />
          <Select
            field={field("nature", filter.nature)}
            label={m.hours_filter_nature()}
            placeholder={m.hours_filter_all()}
            options={natures.map((nature) => ({ value: nature, label: natureWord(nature) }))}
          />
          <DayField
            field={field("from", filter.period === "custom" ? filter.from : null)}
            label={m.hours_filter_from()}
            width="full"
          />
          <DayField
            field={field("to", filter.period === "custom" ? filter.to : null)}
            label={m.hours_filter_to()}
            width="full"
          />
          <div className="flex flex-wrap items-center gap-4 roomy:col-span-full">
            <Button type="submit" tone="secondary" size="small">
              {m.hours_filter_apply()}
            </Button>
            {narrowed && <TextLink to="/hours">{m.hours_filter_clear()}</TextLink>}
          </div>
        </Form>
      </details>
    </div>
  );
}
