import { priceWords } from "#app/desk/components/catalogue-list.tsx";
import type { Definition } from "#app/desk/rules/definition.ts";
import { inLanguage } from "#app/desk/words.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, Heading } from "#app/ui/card.tsx";
import { OptionalMark } from "#app/ui/fields/field.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Stack } from "#app/ui/page.tsx";

/** An item as a client reads it, in the reader's language; prices in euros. */
export function ItemPreview({ definition }: { definition: Definition }) {
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
          <ol className="grid gap-2.5">
            {definition.fields.map((field) => (
              <li key={field.key}>
                <span className="font-semibold">{inLanguage(field.label)}</span>
                {!field.required && <OptionalMark />}
                <span className="block text-sm text-muted">
                  {(field.options ?? []).map(({ label }) => inLanguage(label)).join(" · ")}
                </span>
              </li>
            ))}
          </ol>
        </Stack>
      </Card>
    </div>
  );
}
