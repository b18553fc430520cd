import { encode } from "uqr";
import type { z } from "zod";

import { epcCode } from "#app/billing/rules/epc-code.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterFacts, LetterText } from "#emails/letter-layout.tsx";
import { transferRows, type transferFacts } from "#emails/order-facts.ts";

type Transfer = z.infer<typeof transferFacts>;
type Run = { key: string; dark: boolean; length: number };

const modulePixels = 4;

/** Whereto an invoice is paid by bank, and the code that a banking app reads; drawn as a table, as mail programs hold back images. */
export function LetterTransfer({ transfer, currency }: { transfer: Transfer; currency: string }) {
  if (!transfer) return null;
  const code = epcCode(transfer);
  return (
    <>
      <LetterText>{m.billing_bank_title()}</LetterText>
      <LetterFacts rows={transferRows(transfer, currency)} />
      {code && (
        <div data-skip-in-text="true">
          <QrTable text={code} />
          <LetterText>{m.billing_bank_qr_text()}</LetterText>
        </div>
      )}
    </>
  );
}

function QrTable({ text }: { text: string }) {
  const { data, size } = encode(text, { ecc: "M", border: 4 });
  return (
    <table
      role="img"
      aria-label={m.billing_bank_qr()}
      width={size * modulePixels}
      cellPadding={0}
      cellSpacing={0}
      style={{ borderCollapse: "collapse", margin: "0 0 12px" }}
    >
      <tbody>
        {data.map((row, at) => (
          <tr key={String(at)}>
            {runsOf(row).map(({ key, dark, length }) => (
              <td
                key={key}
                colSpan={length}
                width={length * modulePixels}
                height={modulePixels}
                style={{
                  lineHeight: "1px",
                  fontSize: "1px",
                  backgroundColor: dark ? "#000000" : "#ffffff",
                }}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Modules of one colour side by side are one cell. */
function runsOf(row: readonly boolean[]): Run[] {
  const runs: Run[] = [];
  for (const [at, dark] of row.entries()) {
    const last = runs.at(-1);
    if (last?.dark === dark) last.length += 1;
    else runs.push({ key: String(at), dark, length: 1 });
  }
  return runs;
}
