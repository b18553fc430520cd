import type { CatalogueItem } from "#app/desk/catalogue/catalogue-page.server.ts";
import type { GuideLink } from "#app/desk/guides/read-guide.server.ts";
import { formatMinutes, formatMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { LinkList } from "#app/ui/lists.tsx";

/** What can be asked for, each with its price and how long it takes; `hasHours` is false for a client with a contract alone. */
export function CatalogueList({
  items,
  hasHours,
  toItem = (id) => `/requests/new/${id}`,
}: {
  items: CatalogueItem[];
  hasHours: boolean;
  toItem?: (id: string) => string;
}) {
  if (items.length === 0) return null;
  return (
    <Card title={m.change_catalogue_title()} titleId="catalogue" padding="none">
      <LinkList
        links={items.map((item) => ({
          to: toItem(item.id),
          label: item.title,
          detail: (
            <>
              <span className="block">{item.about}</span>
              <span className="block">{priceWords(item, hasHours)}</span>
            </>
          ),
        }))}
      />
    </Card>
  );
}

/** Guides to read, before anything is asked. */
export function GuideList({ guides }: { guides: GuideLink[] }) {
  if (guides.length === 0) return null;
  return (
    <Card title={m.guide_title()} titleId="guides" padding="none">
      <LinkList links={guides.map(({ id, title }) => ({ to: `/guides/${id}`, label: title }))} />
    </Card>
  );
}

/** Price, hours and time of an item in a line. */
export function priceWords(item: Omit<CatalogueItem, "id" | "title" | "about">, hasHours = true): string {
  const parts = [
    item.onceMinor > 0 && m.change_once({ amount: formatMoney(item.onceMinor, item.currency) }),
    item.monthlyMinor > 0 && m.change_monthly({ amount: formatMoney(item.monthlyMinor, item.currency) }),
    hasHours && item.drawsMinutes > 0 && m.change_draws({ minutes: formatMinutes(item.drawsMinutes) }),
    m.change_days({ days: item.days }),
  ];
  return parts.filter(Boolean).join(" · ");
}
