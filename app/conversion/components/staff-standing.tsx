import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";

import type { StaffProposalPage } from "#app/conversion/proposal-page.server.ts";

/** What a proposal waits for once it was sent, with where its makers can go on; nothing while it is a draft. */
export function StaffStanding({ page }: { page: StaffProposalPage }) {
  const day = formatDay(page.startsOn);
  switch (page.state) {
    case "draft":
      return null;
    case "sent":
      return <SentStanding page={page} />;
    case "accepted":
      return (
        <Notice
          quiet
          tone="info"
          title={m.conversion_standing_accepted_title()}
          action={<AgreementLink page={page} />}
        >
          {m.conversion_standing_accepted({ variant: page.taken ?? "", day })}
        </Notice>
      );
    case "signed":
      return (
        <Notice
          quiet
          tone="good"
          title={m.conversion_standing_signed_title({ day })}
          action={<AgreementLink page={page} />}
        >
          {m.conversion_standing_signed()}
        </Notice>
      );
    case "closing":
      return (
        <Notice quiet tone="info" title={m.conversion_standing_closing_title()}>
          {m.conversion_standing_closing()}
        </Notice>
      );
    case "active":
      return (
        <Notice
          quiet
          tone="good"
          title={m.conversion_standing_active_title({ day })}
          action={
            <LinkButton size="small" to={`/staff/clients/${page.clientId}/contract`}>
              {m.conversion_standing_contract()}
            </LinkButton>
          }
        />
      );
    case "withdrawn":
    case "declined":
    case "cancelled":
      return (
        <Notice
          quiet
          action={
            page.mayPropose && (
              <LinkButton size="small" to={`/staff/radar/${page.clientId}/propose`}>
                {m.conversion_propose()}
              </LinkButton>
            )
          }
        >
          {m.conversion_standing_over()}
        </Notice>
      );
  }
}

function SentStanding({ page: { versions, number, isSent } }: { page: StaffProposalPage }) {
  const sent = versions.find(({ sentOn }) => sentOn !== null);
  if (!sent?.sentOn) return null;
  const day = formatDay(sent.sentOn);
  return isSent ? (
    <Notice quiet tone="info" title={m.conversion_standing_sent_title({ day })}>
      {m.conversion_standing_sent()}
    </Notice>
  ) : (
    <Notice quiet tone="low" title={m.conversion_standing_newer_title({ number })}>
      {m.conversion_standing_newer({ seen: sent.number, day })}
    </Notice>
  );
}

function AgreementLink({ page: { agreementId } }: { page: StaffProposalPage }) {
  return (
    agreementId && (
      <LinkButton size="small" to={`/staff/agreements/${agreementId}`}>
        {m.conversion_standing_agreement()}
      </LinkButton>
    )
  );
}
