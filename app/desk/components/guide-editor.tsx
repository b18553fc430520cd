import { GuideText } from "#app/desk/components/guide-text.tsx";
import type { GuideEditor } from "#app/desk/guides/edit-guide.server.ts";
import { ActForm, type Reply } from "#app/people/components/act-form.tsx";
import { languageName } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { locales } from "#app/platform/i18n/locale.ts";
import { Card } from "#app/ui/card.tsx";
import { Select } from "#app/ui/fields/select.tsx";
import { TextArea } from "#app/ui/fields/text-area.tsx";
import { TextField } from "#app/ui/fields/text-field.tsx";

const suffix = { nl: "Nl", de: "De", en: "En" } as const;

/** A guide's draft: for whom, with which item, and its texts. */
export function GuideDraftForm({
  id,
  page,
  lastResult,
  first,
}: {
  id: string;
  page: GuideEditor;
  lastResult: Reply;
  /** What a new guide begins with: the item that it is to belong to, or its title. */
  first: { itemId: string; title: string };
}) {
  const { guide, clients, items } = page;
  const texts = guide?.draft?.texts ?? guide?.published ?? {};
  const place = guide?.draft ?? guide ?? { clientId: null, itemId: first.itemId };
  const defaults: Record<string, string> = {
    clientId: place.clientId ?? "",
    itemId: place.itemId ?? "",
    ...(guide ? {} : { titleNl: first.title }),
  };
  for (const locale of locales) {
    const text = texts[locale];
    if (!text) continue;
    defaults[`title${suffix[locale]}`] = text.title;
    defaults[`body${suffix[locale]}`] = text.body;
  }
  return (
    <Card padding="large">
      <ActForm
        id="guide"
        intent="draft"
        hidden={{ id }}
        lastResult={lastResult}
        defaults={defaults}
        submit={m.guide_save()}
        tone="primary"
      >
        {(field) => (
          <>
            <Select
              field={field("clientId")}
              label={m.guide_for()}
              placeholder={m.guide_for_all()}
              options={clients.map((client) => ({ value: client.id, label: client.name }))}
            />
            <Select
              field={field("itemId")}
              label={m.guide_item()}
              hint={m.guide_item_hint()}
              placeholder={m.guide_item_none()}
              options={items.map((item) => ({ value: item.id, label: item.name }))}
            />
            {locales.map((locale) => (
              <fieldset key={locale} className="grid gap-3">
                <legend className="font-semibold">{languageName(locale)}</legend>
                <TextField
                  field={field(`title${suffix[locale]}`)}
                  label={m.guide_name()}
                  autoComplete="off"
                />
                <TextArea
                  field={field(`body${suffix[locale]}`)}
                  label={m.guide_body()}
                  hint={m.guide_body_hint()}
                  rows={8}
                />
              </fieldset>
            ))}
          </>
        )}
      </ActForm>
    </Card>
  );
}

/** The guide as clients would read it, in each language that it has. */
export function GuidePreview({ preview }: { preview: GuideEditor["preview"] }) {
  return (
    <Card title={m.guide_preview()} titleId="preview" padding="large">
      <div className="grid gap-6">
        {preview.map(({ title, html }, at) => (
          <section key={at} className="grid gap-2">
            <p className="font-display text-lg font-semibold">{title}</p>
            <GuideText html={html} />
          </section>
        ))}
      </div>
    </Card>
  );
}
