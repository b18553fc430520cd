import { buysHours } from "#app/billing/rules/topup-mode.ts";
import type { ShownAttempt, TopupPage } from "#app/billing/topup/topup-page.server.ts";
import { methodName } from "#app/billing/topup/words.ts";
import { formatDay, formatMinutes, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LinkButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/lists.tsx";
import { Notice } from "#app/ui/notice.tsx";

/** What is set about topping up, how far off the next one is, and what keeps it from being made. */
export function TopupState({ page }: { page: TopupPage }) {
  const { setting } = page;
  if (!setting) return null;
  const isOn = buysHours(setting.mode);
  const invoicedAttempt = page.attempts.find(({ invoice }) => invoice !== null);
  return (
    <>
      {setting.suspended && isOn && (
        <Notice tone="error" quiet title={m.topup_suspended_title()}>
          {suspensionWords(page, setting.suspended)}
        </Notice>
      )}
      {invoicedAttempt?.invoice && (
        <WaitsForInvoice attempt={invoicedAttempt} invoice={invoicedAttempt.invoice} mspName={page.mspName} />
      )}
      {isOn && page.unpaidPurchases && !invoicedAttempt && (
        <Notice
          tone="info"
          quiet
          title={m.topup_awaited_title({ minutes: formatMinutes(page.unpaidPurchases.minutes) })}
          action={
            page.mayChange ? (
              <LinkButton to={`/orders/${page.unpaidPurchases.orderId}`} size="small">
                {m.topup_see_order()}
              </LinkButton>
            ) : null
          }
        >
          {m.topup_awaited_text()}
        </Notice>
      )}
      {isOn && page.chosenBlockId === null && page.mayChange && (
        <Notice tone="low" quiet>
          {m.topup_refused_block_gone()}
        </Notice>
      )}
      {setting.capped && !invoicedAttempt && (
        <Notice
          tone="low"
          quiet
          title={m.topup_capped_title()}
          action={
            page.mayChange ? (
              <LinkButton to="/buy" size="small">
                {m.topup_buy()}
              </LinkButton>
            ) : null
          }
        >
          {m.topup_capped_text()}
        </Notice>
      )}
      <Card title={m.topup_current_setting()} titleId="topup-current-setting" padding="large">
        <p>{whatIsSet(setting)}</p>
        <div className="mt-4">
          <DefinitionList items={facts(page, setting, isOn)} />
        </div>
      </Card>
    </>
  );
}

type Setting = NonNullable<TopupPage["setting"]>;

function whatIsSet({ mode, thresholdMinutes, blockMinutes }: Setting): string {
  const minutes = formatMinutes(thresholdMinutes);
  const hours = m.billing_hours({ hours: (blockMinutes ?? 0) / 60 });
  if (mode === "charge") return m.topup_charge_text({ minutes, hours });
  if (mode === "invoice") return m.topup_invoice_text({ minutes, hours });
  return mode === "warn" ? m.topup_warn_text({ minutes }) : m.topup_off_text();
}

function facts(page: TopupPage, setting: Setting, isOn: boolean) {
  const offer = page.offers.find(({ blockId }) => blockId === page.chosenBlockId);
  const left = page.balanceMinutes - setting.thresholdMinutes;
  return [
    { term: m.topup_balance(), value: formatMinutes(page.balanceMinutes) },
    ...(isOn &&
    !setting.suspended &&
    !setting.capped &&
    !page.unpaidPurchases &&
    !page.attempts.some(({ invoice }) => invoice)
      ? [
          {
            term: m.topup_level(),
            value: left > 0 ? m.topup_next({ minutes: formatMinutes(left) }) : dueWords(page, setting),
          },
        ]
      : []),
    ...(isOn && offer && page.mayChange
      ? [{ term: m.topup_block(), value: priceWords(offer, page.currency) }]
      : []),
    ...(isOn && offer ? [{ term: m.topup_cap(), value: capWords(page, setting) }] : []),
    ...(page.setBy
      ? [
          {
            term: m.topup_set(),
            value: m.topup_set_by({ name: page.setBy.name, day: formatDay(page.setBy.on) }),
          },
        ]
      : []),
  ];
}

/** When the top-up that the balance asks for is made: now, or, after a failure, from a later day on. */
function dueWords({ attempts }: TopupPage, { waitsUntil }: Setting): string {
  const retry = attempts.find(({ status, tryNo }) => status === "queued" && tryNo > 1);
  const day = retry?.againOn ?? waitsUntil;
  return day ? m.topup_next_later({ day: formatDay(day) }) : m.topup_next_now();
}

/** The notice that a top-up's invoice is open, so that no other top-up follows; an error once it is overdue. */
function WaitsForInvoice({
  attempt,
  invoice,
  mspName,
}: {
  attempt: ShownAttempt;
  invoice: NonNullable<ShownAttempt["invoice"]>;
  mspName: string;
}) {
  const { overdue, onTrust } = invoice;
  const due = formatDay(invoice.dueOn);
  const action = attempt.maySeeOrder && (
    <LinkButton to={`/orders/${attempt.id}`} size="small">
      {m.topup_see_order()}
    </LinkButton>
  );
  return (
    <Notice
      tone={overdue ? "error" : "info"}
      quiet
      title={overdue ? m.topup_overdue_title() : m.topup_waits_title()}
      action={action || null}
    >
      {overdue
        ? m.topup_overdue_text({ due, msp: mspName })
        : onTrust
          ? m.topup_waits_trust_text({ due })
          : m.topup_waits_text({ due })}
    </Notice>
  );
}

/** Why top-ups are suspended. */
function suspensionWords(page: TopupPage, why: "dispute" | "declined" | "other"): string {
  const method = page.method ? methodName(page.method) : m.topup_the_method();
  if (why === "declined") return m.topup_suspended_declined({ method });
  if (why === "dispute") return m.topup_suspended_dispute();
  return page.setting?.methodMissing ? m.topup_suspended_no_method() : m.topup_suspended_other();
}

/** Both caps, each with what is used of it; the one in money for those who may spend. */
function capWords(
  { use, currency, mayChange, withVat }: TopupPage,
  { maxPer30d, maxMinorPer30d }: Setting,
): string {
  const times = `${m.topup_at_most({ count: String(maxPer30d) })}. ${m.topup_used({ count: String(use.count), most: String(maxPer30d) })}.`;
  if (!maxMinorPer30d || use.grossMinor === undefined || !mayChange) return times;
  const most = withVat ? m.topup_at_most_money : m.topup_at_most_money_no_vat;
  return `${times} ${most({ amount: formatMoney(maxMinorPer30d, currency), used: formatMoney(use.grossMinor, currency) })}`;
}

/** What each top-up costs, with its tax status. */
function priceWords({ grossMinor = 0, withVat }: TopupPage["offers"][number], currency: string): string {
  const amount = formatMoney(grossMinor, currency);
  return withVat ? m.topup_price_each({ amount }) : m.topup_price_each_no_vat({ amount });
}
