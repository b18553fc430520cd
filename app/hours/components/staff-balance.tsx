import { blockName } from "#app/hours/adjustments/block-name.ts";
import { BalanceFigures, balanceMeaning } from "#app/hours/components/balance-card.tsx";
import { sizeWords } from "#app/hours/components/words.ts";
import type { StaffBalance, StaffBlock } from "#app/hours/staff-balance.server.ts";
import { formatDay, formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card } from "#app/ui/card.tsx";
import { DataTable } from "#app/ui/data-table.tsx";

/** What a client has left, in the client's own card, and block by block; nothing for a client that never had any hours. */
export function StaffBalanceView({ page: { balance, blocks, older } }: { page: StaffBalance }) {
  if (
    blocks.length === 0 &&
    balance.owedMinutes === 0 &&
    balance.onItsWayMinutes === 0 &&
    balance.ordered.length === 0
  )
    return null;
  const usedUp = balance.owedMinutes === 0 && balance.postedMinutes === 0 && blocks.length > 0;
  return (
    <>
      <BalanceFigures
        balance={balance}
        meaning={
          usedUp
            ? m.manage_blocks_used_up({ total: sizeWords(balance.totalMinutes) })
            : balanceMeaning(balance)
        }
        approvalsAt={undefined}
      />
      {blocks.length > 0 && (
        <Card padding="none" title={m.manage_blocks_title()} titleId="blocks">
          <BlockTable blocks={blocks} />
          {older > 0 && <p className="p-4 text-sm text-muted">{m.manage_blocks_older({ count: older })}</p>}
        </Card>
      )}
    </>
  );
}

function BlockTable({ blocks }: { blocks: StaffBlock[] }) {
  return (
    <DataTable
      caption={m.manage_blocks_title()}
      dense
      phone="flow"
      rows={blocks}
      rowKey={(block) => String(block.lotId)}
      columns={[
        { key: "block", header: m.manage_field_block(), primary: true, cell: blockName },
        {
          key: "left",
          place: "figure",
          header: m.manage_blocks_left(),
          align: "right",
          noWrap: true,
          cell: (block) => <span className="font-semibold">{formatMinutes(block.remaining)}</span>,
        },
        {
          key: "used",
          header: m.manage_blocks_used(),
          align: "right",
          noWrap: true,
          cell: (block) => formatMinutes(block.used),
        },
        {
          key: "until",
          header: m.manage_blocks_until(),
          noWrap: true,
          cell: (block) =>
            block.validUntil ? formatDay(block.validUntil, "medium") : m.manage_blocks_forever(),
        },
        { key: "special", header: m.manage_blocks_special(), cell: (block) => special(block) || null },
      ]}
    />
  );
}

/** What else is to be known of a block: what of it is contested, lapsed, held or taken back, and whether the rest lapses soon. */
function special(block: StaffBlock): string {
  const parts: [number, (input: { minutes: string }) => string][] = [
    [block.contested, m.manage_blocks_contested],
    [block.lapsed, m.manage_blocks_lapsed],
    [block.held, m.manage_blocks_held],
    [block.reversed, m.manage_blocks_gone],
  ];
  const words = parts
    .filter(([minutes]) => minutes > 0)
    .map(([minutes, say]) => say({ minutes: formatMinutes(minutes) }));
  return [...(block.expiresSoon ? [m.manage_blocks_soon()] : []), ...words].join(" · ");
}
