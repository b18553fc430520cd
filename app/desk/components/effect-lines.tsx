import { effectWords } from "#app/desk/components/change-words.ts";
import type { PreviewLine } from "#app/desk/effects/preview-effect.server.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge } from "#app/ui/badge.tsx";
import { Card } from "#app/ui/card.tsx";
import { EntryList } from "#app/ui/lists.tsx";

/** What an effect changes for a client's person, before it does; nothing where there is nothing that they may know. */
export function ClientEffect({ lines }: { lines: readonly PreviewLine[] }) {
  if (lines.length === 0) return null;
  return (
    <Card title={m.change_effect_client_title()} titleId="effect">
      <EffectLines lines={lines} />
    </Card>
  );
}

/** What an effect ends, begins and buys, one under the other. */
export function EffectLines({ lines }: { lines: readonly PreviewLine[] }) {
  return (
    <EntryList
      rows={lines.map(effectWords).map(({ verb, what, saves }, at) => ({
        key: `${at}`,
        title: what,
        detail: saves,
        aside: (
          <Badge size="small" tone="info">
            {verb}
          </Badge>
        ),
      }))}
    />
  );
}
