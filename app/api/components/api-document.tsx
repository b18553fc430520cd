import type { ReadableDocument, ReadableField, ReadableOperation } from "#app/api/readable.server.ts";
import { Heading } from "#app/ui/card.tsx";

/** The API's document to read; its own words are English in every language, as its names are. */
export function ApiDocument({ document }: { document: ReadableDocument }) {
  return (
    <div className="grid gap-8" lang="en">
      <div className="grid gap-2">
        {document.introduction.map((paragraph) => (
          <p key={paragraph}>{paragraph.replaceAll("`", "")}</p>
        ))}
      </div>
      {document.operations.map((operation) => (
        <Operation key={operation.id} operation={operation} />
      ))}
      {document.schemas.map(({ name, fields }) => (
        <section key={name} aria-labelledby={`schema-${name}`} className="min-w-0">
          <Heading id={`schema-${name}`}>{name}</Heading>
          <Fields fields={fields} />
        </section>
      ))}
    </div>
  );
}

function Operation({ operation }: { operation: ReadableOperation }) {
  const { id, method, path, summary, detail, parameters, body, answers } = operation;
  return (
    <section aria-labelledby={id} className="min-w-0 border-t border-line pt-5">
      <Heading id={id}>{summary}</Heading>
      <p className="mt-1 font-mono text-sm break-all">
        {method} {path}
      </p>
      <p className="mt-1 text-muted">{detail.replaceAll("`", "")}</p>
      <Fields fields={parameters} />
      {body && (
        <p className="mt-2">
          Body: <SchemaLink name={body} />
        </p>
      )}
      <dl className="mt-2 grid gap-1 text-sm">
        {answers.map((answer) => (
          <div key={answer.status} className="flex gap-3">
            <dt className="w-10 flex-none font-semibold">{answer.status}</dt>
            <dd className="min-w-0 wrap-anywhere">{answer.detail.replaceAll("`", "")}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function SchemaLink({ name }: { name: string }) {
  return (
    <a className="link" href={`#schema-${name}`}>
      {name}
    </a>
  );
}

function Fields({ fields }: { fields: ReadableField[] }) {
  if (fields.length === 0) return null;
  return (
    <dl className="mt-2 grid gap-1.5 text-sm">
      {fields.map(({ name, type, required, detail }) => (
        <div key={name} className="grid gap-x-4 roomy:grid-cols-[11rem_1fr]">
          <dt className="font-mono break-all">
            {name}
            {required && <span className="text-muted"> *</span>}
          </dt>
          <dd className="min-w-0 wrap-anywhere">
            <span className="text-muted">{type}</span> {detail}
          </dd>
        </div>
      ))}
    </dl>
  );
}
