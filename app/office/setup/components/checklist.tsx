import type { SetupPage, TestState } from "#app/office/setup/setup-page.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { LinkList } from "#app/ui/lists.tsx";
import { Notice } from "#app/ui/notice.tsx";

const mailWords = {
  untested: () => m.setup_missing_mail(),
  failed: () => m.setup_failed_mail(),
  works: () => m.setup_mail_there(),
} satisfies Record<TestState, () => string>;

const stripeWords = {
  untested: () => m.setup_missing_stripe(),
  failed: () => m.setup_failed_stripe(),
  works: () => m.setup_stripe_there(),
} satisfies Record<TestState, () => string>;

/** Each step of the first run: what is there, or what is still missing. */
export function Checklist({ page }: { page: SetupPage }) {
  const rows: { to: string; label: string; there: boolean; failed?: boolean; detail: string }[] = [
    {
      to: "/setup/company",
      label: m.setup_step_company(),
      there: page.company !== null,
      detail: page.company ?? m.setup_missing_company(),
    },
    {
      to: "/setup/owner",
      label: m.setup_step_owner(),
      there: page.owner !== null,
      detail: page.owner ? m.setup_owner_there(page.owner) : m.setup_missing_owner(),
    },
    {
      to: "/setup/hours",
      label: m.setup_step_hours(),
      there: page.hours,
      detail: page.hours ? m.setup_hours_there() : m.setup_missing_hours(),
    },
    {
      to: "/setup/connections",
      label: m.setup_step_mail(),
      there: page.mail === "works",
      failed: page.mail === "failed",
      detail: mailWords[page.mail](),
    },
    {
      to: "/setup/connections#stripe",
      label: m.setup_step_stripe(),
      there: page.stripe === "works",
      failed: page.stripe === "failed",
      detail: stripeWords[page.stripe](),
    },
  ];
  return (
    <>
      <div className="-mx-5 border-y border-line">
        <LinkList
          links={rows.map(({ to, label, there, failed, detail }) => ({
            to,
            label,
            detail,
            aside: failed ? (
              <Badge tone="negative">{m.setup_failed()}</Badge>
            ) : (
              <Badge tone={there ? "good" : "low"}>{there ? m.setup_there() : m.setup_still()}</Badge>
            ),
          }))}
        />
      </div>
      <Notice quiet>{m.setup_catalogue()}</Notice>
      {page.company !== null && !page.hasVatNumber && (
        <Notice tone="low" quiet>
          {m.setup_no_vat()}
        </Notice>
      )}
    </>
  );
}
