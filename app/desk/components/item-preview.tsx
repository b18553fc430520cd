import { useState } from "react";

import { priceWords } from "#app/desk/components/catalogue-list.tsx";
import { Questions, readLive, type Values } from "#app/desk/components/change-questions.tsx";
import { previewField } from "#app/desk/components/preview-field.ts";
import type { Definition } from "#app/desk/rules/definition.ts";
import { inLanguage } from "#app/desk/words.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, Heading } from "#app/ui/card.tsx";
import { useHydrated } from "#app/ui/hydrated.ts";
import { Notice } from "#app/ui/notice.tsx";
import { Stack } from "#app/ui/page.tsx";

/** An item as a client reads and fills it in, in the reader's language; prices in euros. Nothing is sent. */
export function ItemPreview({ definition }: { definition: Definition }) {
  const hydrated = useHydrated();
  const fields = definition.fields.map((field) => previewField(field, definition.fields));
  const [live, setLive] = useState<Values>(() =>
    Object.fromEntries(fields.map(({ key, values }) => [key, values])),
  );
  return (
    <div>
      <Card title={m.change_editor_preview()} titleId="as-seen">
        <Stack>
          <div>
            <Heading level={3}>{inLanguage(definition.title)}</Heading>
            <p>{inLanguage(definition.about)}</p>
            <p className="text-sm text-muted">
              {priceWords({
                onceMinor: definition.priceOnceMinor,
                monthlyMinor: definition.priceMonthlyMinor,
                drawsMinutes: definition.drawsMinutes,
                days: definition.days,
                currency: "EUR",
              })}
            </p>
          </div>
          {definition.guide && (
            <Notice quiet title={m.change_guide_title()}>
              {inLanguage(definition.guide)}
            </Notice>
          )}
          <form
            aria-labelledby="as-seen"
            onSubmit={(event) => event.preventDefault()}
            onChange={(event) => setLive(readLive(new FormData(event.currentTarget), fields))}
          >
            <Questions
              fields={fields}
              hides={hydrated}
              live={live}
              given={({ values }) => values}
              problems={{}}
            />
          </form>
        </Stack>
      </Card>
    </div>
  );
}
