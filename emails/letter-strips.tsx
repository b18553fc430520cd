import { useContext } from "react";

import { miniBars, type MiniBar } from "#app/hours/rules/strips.ts";
import { formatMinutes } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { LetterBrandContext } from "#emails/letter-brand.ts";
import { LetterSmall } from "#emails/letter-layout.tsx";

const bar = { width: 26, height: 44 };

/** The strip card in a letter, in at most ten bars; drawn as a table, as mail programs hold back images. The text part leaves it out: it has the balance in words. Nothing where there is no block. */
export function LetterStrips({
  balanceMinutes,
  totalMinutes,
}: {
  balanceMinutes: number;
  /** Of the blocks that still hold hours, or of the last one. */
  totalMinutes: number | null;
}) {
  if (totalMinutes === null || totalMinutes < balanceMinutes) return null;
  const left = Math.max(0, balanceMinutes);
  const owed = Math.max(0, -balanceMinutes);
  const lot = {
    label: "",
    totalMinutes,
    remainingMinutes: left,
    usedReactiveMinutes: totalMinutes - left,
    usedProactiveMinutes: 0,
    pendingMinutes: 0,
    expiredMinutes: 0,
  };
  const total = formatMinutes(totalMinutes);
  const words =
    owed > 0
      ? m.hours_strip_owed_of({ owed: formatMinutes(owed), total })
      : m.hours_strip_left_of({ left: formatMinutes(left), total });
  return (
    <div data-skip-in-text="true">
      <table
        role="img"
        aria-label={words}
        cellPadding={0}
        cellSpacing={3}
        style={{ borderCollapse: "separate", margin: "0 0 4px -3px" }}
      >
        <tbody>
          <tr>
            {miniBars([lot], owed).map((one, index) => (
              <Bar key={String(index)} one={one} />
            ))}
          </tr>
        </tbody>
      </table>
      <LetterSmall>{words}</LetterSmall>
    </div>
  );
}

function Bar({ one: { kind, share } }: { one: MiniBar }) {
  const own = useContext(LetterBrandContext)?.colourLight;
  const isOwed = kind === "owed";
  const filled = Math.round(share * bar.height);
  return (
    <td
      width={bar.width}
      height={bar.height}
      valign="bottom"
      className="l-strip"
      style={{ border: `1px solid ${isOwed ? "#b3261e" : "#84887e"}`, backgroundColor: "#efeae0" }}
    >
      {filled > 0 && (
        <div
          className={isOwed ? "l-strip-owed" : "l-strip-left"}
          style={{
            height: `${filled}px`,
            fontSize: "1px",
            lineHeight: "1px",
            backgroundColor: isOwed ? "#b3261e" : (own ?? "#0e5f58"),
          }}
        />
      )}
    </td>
  );
}
