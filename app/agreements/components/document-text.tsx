import {
  signerText,
  type AgreementDocument,
  type Block,
  type Inline,
} from "#app/agreements/rules/document.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";

/** An agreement as text: what screen readers and browsers without scripts get, and what is signed. */
export function DocumentText({ document }: { document: AgreementDocument }) {
  return (
    <Card padding="large">
      <article lang={document.locale} className="mx-auto max-w-prose leading-relaxed wrap-anywhere">
        <h2 className="font-display text-xl font-semibold">{document.title}</h2>
        <p className="text-sm text-muted">
          {m.agreements_paper_number({ number: document.number, template: document.template })}
        </p>
        <div className="my-5 grid gap-4 roomy:grid-cols-2">
          {document.parties.map(({ side, name, lines }) => (
            <div key={side}>
              <p className="text-xs text-muted">
                {side === "msp" ? m.agreements_party_msp() : m.agreements_party_client()}
              </p>
              <p className="font-semibold">{name}</p>
              {lines.map((line) => (
                <p key={line} className="text-sm">
                  {line}
                </p>
              ))}
            </div>
          ))}
        </div>
        {document.clauses.map((clause, at) => (
          <section key={clause.id} className="mt-5">
            <h3 className="font-semibold">
              {at + 1}. {clause.heading}
            </h3>
            {clause.blocks.map((block, index) => (
              <BlockText key={index} block={block} />
            ))}
          </section>
        ))}
        <section className="mt-5">
          <h3 className="font-semibold">{m.agreements_signers()}</h3>
          {document.signers.map((signer, at) => (
            <p key={at} className="mt-2">
              <span className="block font-semibold">{signer.name}</span>
              <span className="block text-muted">{signerText(signer)}</span>
            </p>
          ))}
          <p className="mt-4 text-sm text-muted">{m.agreements_paper_note()}</p>
        </section>
      </article>
    </Card>
  );
}

function BlockText({ block }: { block: Block }) {
  if (block.kind === "paragraph")
    return (
      <p className="mt-2">
        <Inlines of={block.of} />
      </p>
    );
  if (block.kind === "table") return <TextTable {...block} />;
  const List = block.ordered ? "ol" : "ul";
  return (
    <List className={`mt-2 grid gap-1 pl-5.5 ${block.ordered ? "list-decimal" : "list-disc"}`}>
      {block.items.map((item, at) => (
        <li key={at}>
          <Inlines of={item} />
        </li>
      ))}
    </List>
  );
}

function TextTable({ head, rows }: { head: string[]; rows: string[][] }) {
  return (
    <div className="mt-3 overflow-x-auto">
      <table className="w-full border-collapse text-sm">
        <thead>
          <tr className="border-b border-line">
            {head.map((cell, at) => (
              <th key={at} scope="col" className={`py-1.5 text-muted ${alignOf(at, head.length)}`}>
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index} className="border-b border-line">
              {row.map((cell, at) => (
                <td key={at} className={`py-1.5 ${alignOf(at, row.length)}`}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The last column of several is a figure. */
function alignOf(place: number, columns: number): string {
  return place > 0 && place === columns - 1 ? "text-right tabular-nums" : "pr-3 text-left";
}

function Inlines({ of }: { of: readonly Inline[] }) {
  return of.map(({ text, strong }, at) =>
    strong ? <strong key={at}>{text}</strong> : <span key={at}>{text}</span>,
  );
}
