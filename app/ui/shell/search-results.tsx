import type { FoundGroup } from "#app/platform/found.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { EmptyState, LinkList } from "#app/ui/lists.tsx";
import { Stack } from "#app/ui/page.tsx";

/** What a search found, a card for each kind. */
export function SearchResults({ typed, groups }: { typed: string; groups: FoundGroup[] }) {
  if (groups.length === 0)
    return (
      <Card padding="none">
        <EmptyState icon="search" title={m.ui_search_none({ typed })}>
          {m.ui_search_hint()}
        </EmptyState>
      </Card>
    );
  return (
    <Stack>
      {groups.map((group, index) => (
        <Card key={group.title} padding="none" title={group.title} titleId={`found-${index}`}>
          <LinkList links={group.items.map(({ to, title, detail }) => ({ to, label: title, detail }))} />
        </Card>
      ))}
    </Stack>
  );
}
