import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Card, TextLink } from "#app/ui/card.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Stack } from "#app/ui/page.tsx";

import type { Coming } from "#app/conversion/coming.server.ts";
import type { Beside } from "#app/conversion/rules/beside.ts";
import { besideWord } from "#app/conversion/words.ts";

/** What becomes of the contracts that run already; nothing where none does. */
export function BesideCard({ beside }: { beside: readonly Beside[] }) {
  if (beside.length === 0) return null;
  return (
    <Card title={m.conversion_beside_title()} titleId="beside">
      <BesideList beside={beside} />
    </Card>
  );
}

function BesideList({ beside }: { beside: readonly Beside[] }) {
  return (
    <ul className="list-disc pl-5">
      {beside.map((one) => (
        <li key={`${one.name} ${one.fate}`}>{besideWord(one)}</li>
      ))}
    </ul>
  );
}

/** Warns a proposal's maker that a managed contract would go on beside it; nothing where none does. */
export function BesideWarning({ beside }: { beside: readonly Beside[] }) {
  const stays = beside.filter(({ fate }) => fate === "stays");
  if (stays.length === 0) return null;
  return (
    <Notice tone="low" quiet title={m.conversion_beside_warn_title()}>
      <BesideList beside={stays} />
      <p>{m.conversion_beside_warn()}</p>
    </Notice>
  );
}

/** What comes after the contracts of today: proposals that were taken, with their first day, and what ends for them. */
export function ComingContracts({ coming }: { coming: readonly Coming[] }) {
  if (coming.length === 0) return null;
  return (
    <Stack>
      {coming.map(({ id, name, startsOn, signedOn, beside }) => (
        <Notice
          key={id}
          tone="info"
          quiet
          title={m.conversion_coming_title({ day: formatDay(startsOn), name })}
          action={<TextLink to={`/proposals/${id}`}>{m.conversion_letter_button()}</TextLink>}
        >
          <p>
            {signedOn ? m.conversion_coming_signed({ day: formatDay(signedOn) }) : m.conversion_coming_open()}
          </p>
          {beside.length > 0 && <BesideList beside={beside} />}
        </Notice>
      ))}
    </Stack>
  );
}
