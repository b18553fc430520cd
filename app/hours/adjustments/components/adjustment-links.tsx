import { Form } from "@remix-run/react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton, SubmitButton } from "#app/ui/button.tsx";

interface AdjustmentLinksProps {
  /** The client's page. */
  base: string;
  rights: { mayGive: boolean; mayMove: boolean; mayExtend: boolean };
  watching: boolean;
}

/** What can be done about a client's hours, as far as a role reaches, and whether this person hears when they run low. */
export function AdjustmentLinks({ base, rights, watching }: AdjustmentLinksProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <div className="flex flex-wrap gap-2.5 print:hidden">
        <LinkButton to={`${base}/statement`} size="small">
          {m.statement_tab()}
        </LinkButton>
        {rights.mayGive && (
          <LinkButton to={`${base}/hours/adjust`} size="small">
            {m.manage_adjust_title()}
          </LinkButton>
        )}
        {rights.mayMove && (
          <LinkButton to={`${base}/hours/move`} size="small">
            {m.manage_move_title()}
          </LinkButton>
        )}
        {rights.mayExtend && (
          <LinkButton to={`${base}/hours/extend`} size="small">
            {m.manage_extend_title()}
          </LinkButton>
        )}
        {rights.mayExtend && (
          <LinkButton to={`${base}/hours/grants`} size="small">
            {m.manage_monthly_title()}
          </LinkButton>
        )}
      </div>
      <Form method="post" action={`${base}/hours`}>
        <SubmitButton name="intent" value={watching ? "unwatch" : "watch"} tone="quiet" size="small">
          {watching ? m.manage_unwatch() : m.manage_watch()}
        </SubmitButton>
      </Form>
    </div>
  );
}
