import type { ApproversPage } from "#app/desk/approvals/approver-settings.server.ts";
import { ActForm, type Reply } from "#app/people/components/act-form.tsx";
import { formatAmount, formatDay, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { DayField, TextField } from "#app/ui/fields/text-field.tsx";

interface ApproversProps {
  page: ApproversPage;
  lastResult: Reply;
}

/** Who approves for this person while they are away. */
export function StandIn({ page, lastResult }: ApproversProps) {
  const { standIn, others } = page;
  const name = others.find(({ userId }) => userId === standIn?.standInId)?.name;
  return (
    <Card title={m.change_stand_in_title()} titleId="stand-in">
      {name && standIn?.awayFrom && standIn.awayUntil && (
        <div className="mb-4 grid gap-3">
          <p>
            {m.change_stand_in_is({
              name,
              from: formatDay(standIn.awayFrom),
              until: formatDay(standIn.awayUntil),
            })}
          </p>
          <ActForm
            id="no-stand-in"
            intent="no-stand-in"
            lastResult={lastResult}
            submit={m.change_stand_in_remove()}
            small
          />
        </div>
      )}
      {others.length === 0 ? (
        <p className="text-muted">{m.change_stand_in_nobody()}</p>
      ) : (
        <ActForm id="stand-in-form" intent="stand-in" lastResult={lastResult} submit={m.desk_save()}>
          {(field) => (
            <>
              <Select
                field={field("standIn")}
                label={m.change_stand_in_who()}
                options={others.map((one) => ({ value: one.userId, label: one.name }))}
                placeholder={m.desk_choose()}
              />
              <div className="flex flex-wrap gap-4">
                <DayField field={field("from")} label={m.change_stand_in_from()} />
                <DayField field={field("until")} label={m.change_stand_in_until()} />
              </div>
            </>
          )}
        </ActForm>
      )}
    </Card>
  );
}

/** What each approver may approve a month; the manager sets it. */
export function Budgets({ page, lastResult }: ApproversProps) {
  return (
    <Card title={m.change_budgets_title()} titleId="budgets">
      <ul className="divide-y divide-line">
        {page.approvers.map((person) => (
          <li key={person.userId} className="grid gap-2.5 py-3.5 first:pt-0 last:pb-0">
            <p>
              <span className="block font-semibold">{person.name}</span>
              <span className="block text-sm text-muted">
                {person.budgetMinor === null || person.leftMinor === null
                  ? m.change_budget_none()
                  : m.change_budget_left({
                      left: formatMoney(person.leftMinor, page.currency),
                      budget: formatMoney(person.budgetMinor, page.currency),
                    })}
              </span>
            </p>
            {page.maySetBudgets && (
              <ActForm
                id={`budget-${person.userId}`}
                intent="budget"
                hidden={{ userId: person.userId }}
                lastResult={lastResult}
                defaults={{ budget: person.budgetMinor === null ? "" : formatAmount(person.budgetMinor) }}
                submit={
                  <>
                    {m.desk_save()}
                    <span className="sr-only">: {person.name}</span>
                  </>
                }
                small
              >
                {(field) => (
                  <TextField
                    field={field("budget")}
                    label={m.change_budget({ currency: page.currency })}
                    hint={m.change_budget_hint()}
                    inputMode="decimal"
                    width="tiny"
                    optional
                  />
                )}
              </ActForm>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
