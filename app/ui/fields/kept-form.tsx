import { useEffect, useState } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { typeBack } from "#app/ui/fields/type-back.ts";
import { Notice } from "#app/ui/notice.tsx";

/**
 * What was typed before the session ended goes back into its form, which its person then sends again; nothing is sent by itself.
 * Without scripts, or where the form is no longer there, the texts stand above the page to be copied. Once, in the root.
 */
export function KeptForm({ fields }: { fields: [name: string, value: string][] }) {
  const [placed, setPlaced] = useState<boolean | null>(null);
  useEffect(() => {
    setPlaced(typeBack(fields));
  }, [fields]);
  const texts = fields.filter(
    ([name, value]) =>
      !["intent", "id", "key"].includes(name) && value.trim() !== "" && !/^[0-9a-f-]{36}$/.test(value),
  );
  const notice = (
    <div className="mx-4 mt-4 wide:mx-9">
      <Notice tone="low" title={m.ui_kept_title()}>
        {placed ? m.ui_kept_text() : <Texts texts={texts.map(([, value]) => value)} />}
      </Notice>
    </div>
  );
  return placed === null ? <noscript>{notice}</noscript> : notice;
}

function Texts({ texts }: { texts: string[] }) {
  return (
    <>
      <p>{m.ui_kept_copy()}</p>
      <ul className="mt-1 list-disc pl-5">
        {texts.map((text) => (
          <li key={text} className="whitespace-pre-wrap">
            {text}
          </li>
        ))}
      </ul>
    </>
  );
}
