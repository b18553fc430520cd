import { movementKinds, type Statement, type StatementHead } from "#app/hours/rules/statement.ts";
import { movementWord, shortHash } from "#app/hours/statement/words.ts";
import { formatMinutes, signedMinutes, signedMoney } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DefinitionList } from "#app/ui/lists.tsx";

const always = ["bought", "used"];

/** From the opening balance by what moved it to the closing balance, as on a bill. */
export function StatementSums({ statement }: { statement: Statement }) {
  const moved = movementKinds.filter(
    (kind) =>
      always.includes(kind) ||
      statement.movements[kind].minutes !== 0 ||
      statement.movements[kind].valueMinor !== 0,
  );
  return (
    <Card title={m.statement_sums_title()} titleId="statement-sums">
      <div className="max-w-xl">
        <DefinitionList
          layout="sum"
          items={[
            { term: m.statement_opening(), value: formatMinutes(statement.openingMinutes) },
            ...moved.map((kind) => ({
              term: movementWord(kind),
              value: <Moved {...statement.movements[kind]} currency={statement.currency} />,
            })),
            { term: m.statement_closing(), value: formatMinutes(statement.closingMinutes), total: true },
          ]}
        />
        <p className="mt-4 text-sm text-muted">{m.statement_value_note()}</p>
      </div>
    </Card>
  );
}

function Moved({ minutes, valueMinor, currency }: { minutes: number; valueMinor: number; currency: string }) {
  return (
    <>
      {valueMinor !== 0 && (
        <span className="mr-3 text-sm whitespace-nowrap text-muted">{signedMoney(valueMinor, currency)}</span>
      )}
      <span className="whitespace-nowrap">{signedMinutes(minutes)}</span>
    </>
  );
}

/** What the statement ends in, for who wants to be sure. */
export function StatementProof({ head }: { head: StatementHead }) {
  return (
    <Card title={m.statement_proof_title()} titleId="statement-proof">
      <p className="max-w-2xl">{m.statement_screen_proof({ seq: head.seq })}</p>
      <p className="mt-2 font-semibold">
        {m.statement_code()} <span className="whitespace-nowrap">{shortHash(head.hash)}</span>
      </p>
      <p className="mt-1 text-xs break-all text-muted">{head.hash}</p>
      <p className="mt-3 print:hidden">
        <TextLink to="/check-statement">{m.statement_check_title()}</TextLink>
      </p>
    </Card>
  );
}
