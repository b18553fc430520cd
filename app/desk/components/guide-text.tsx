import type { ShownGuide } from "#app/desk/guides/item-guides.server.ts";
import { languageName } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { ButtonRow, SubmitButton } from "#app/ui/button.tsx";
import { Card } from "#app/ui/card.tsx";
import { Form } from "#app/ui/form.tsx";

/** A guide's text. Its HTML was made of Markdown on the server, which lets no raw HTML through. */
export function GuideText({ html }: { html: string }) {
  return <div className="guide-text" dangerouslySetInnerHTML={{ __html: html }} />;
}

/** A guide with the question whether it was the answer; `item` is what its reader was about to ask. */
export function GuideCard({ guide, item, title }: { guide: ShownGuide; item?: string; title?: string }) {
  return (
    <Card title={title} titleId={title ? `guide-${guide.id}` : undefined} padding="large">
      {guide.locale && (
        <p className="mb-3 text-sm text-muted">
          {m.guide_other_language({ language: languageName(guide.locale) })}
        </p>
      )}
      <GuideText html={guide.html} />
      <Form method="post" action={`/guides/${guide.id}`} className="mt-5 border-t border-line pt-4">
        {item && <input type="hidden" name="item" value={item} />}
        <p className="mb-2 font-semibold">{m.guide_helped()}</p>
        <ButtonRow>
          <SubmitButton name="helped" value="yes" tone="secondary" size="small">
            {m.guide_helped_yes()}
          </SubmitButton>
          <SubmitButton name="helped" value="no" tone="secondary" size="small">
            {m.guide_helped_no()}
          </SubmitButton>
        </ButtonRow>
      </Form>
    </Card>
  );
}
