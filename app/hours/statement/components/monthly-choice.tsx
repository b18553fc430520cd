import { m } from "#app/platform/generated/i18n/messages.js";
import { SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Form } from "#app/ui/form.tsx";

/** Whether each month's statement goes out by mail, and the way to change that. */
export function MonthlyChoice({ monthly, mayChoose }: { monthly: boolean; mayChoose: boolean }) {
  return (
    <div className="print:hidden">
      <Card title={m.statement_monthly_title()} titleId="statement-monthly">
        <p className="max-w-2xl">{monthly ? m.statement_monthly_on() : m.statement_monthly_off()}</p>
        {mayChoose && (
          <Form method="post" className="mt-3" preventScrollReset>
            <SubmitButton tone="secondary" size="small" name="monthly" value={monthly ? "off" : "on"}>
              {monthly ? m.statement_monthly_turn_off() : m.statement_monthly_turn_on()}
            </SubmitButton>
          </Form>
        )}
      </Card>
    </div>
  );
}
