import type { Offer } from "#app/billing/buy-page.server.ts";
import { netNote } from "#app/billing/words.ts";
import { formatDay, formatMinutes, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ChoicePrice, RadioCards } from "#app/ui/fields/choices.tsx";

interface BlockChoiceProps {
  offers: Offer[];
  chosen: Offer;
  currency: string;
  formId?: string | undefined;
  onChoose?: ((blockId: string) => void) | undefined;
}

/** The blocks on offer, one of them chosen. */
export function BlockChoice({ offers, chosen, currency, formId, onChoose }: BlockChoiceProps) {
  return (
    <div
      onChange={(event) =>
        onChoose?.(event.target instanceof HTMLInputElement ? event.target.value : chosen.blockId)
      }
    >
      <RadioCards
        field={{ id: "block", name: "block", formId, initialValue: chosen.blockId }}
        label={m.billing_choose_block()}
        hideLabel
        choices={offers.map((offer) => ({
          value: offer.blockId,
          label: m.billing_hours({ hours: offer.hours }),
          detail: detailOf(offer, currency),
          aside: <ChoicePrice amount={formatMoney(offer.netMinor, currency)} note={netNote(offer.vatKind)} />,
        }))}
      />
    </div>
  );
}

function detailOf(offer: Offer, currency: string): string {
  const parts = [
    m.billing_block_rate({ price: formatMoney(offer.pricePerHourMinor, currency) }),
    m.billing_block_valid({ months: offer.validMonths }),
  ];
  if (offer.savingMinor > 0)
    parts.push(m.billing_block_saves({ amount: formatMoney(offer.savingMinor, currency) }));
  return parts.join(" · ");
}

/** How long the chosen block lasts at the client's pace; nothing when there is too little to go by. */
export function PaceLine({ offer, perMonthMinutes }: { offer: Offer; perMonthMinutes: number | null }) {
  if (perMonthMinutes === null || offer.lastsUntil === null) return null;
  return (
    <p aria-live="polite" className="text-sm text-muted">
      {m.billing_pace({
        pace: formatMinutes(perMonthMinutes),
        hours: offer.hours,
        month: formatDay(offer.lastsUntil, "month"),
      })}
    </p>
  );
}
