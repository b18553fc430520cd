import type { Locale } from "#app/platform/i18n/locale.ts";

import type { SignerSide } from "./agreement.ts";
import type { AgreementKind, OwnField, OwnTable, SubjectKind } from "./kinds.ts";

/** Somebody who is to sign. `authority` says why they may, as shown beside their name ("manager"). */
export type WantedSigner = { userId: string; side: SignerSide; position: number; authority: string };

export type WantedAgreement<Kind extends AgreementKind> = {
  kind: Kind;
  clientId: string;
  /** The document's language; fields and tables are texts in it. */
  locale: Locale;
  fields: Record<OwnField<Kind>, string>;
  tables: Record<OwnTable<Kind>, { head: string[]; rows: string[][] }>;
  signers: WantedSigner[];
  /** What the agreement is about; when all have signed, the job `signed-<subjectKind>` is given its id. */
  subjectKind: SubjectKind;
  subjectId: string;
  /** When an unsigned document ends by itself; null for never. */
  expiresAt: Date | null;
  /** A new version may be asked although an earlier one is signed, which holds until the new one is. */
  replacesSigned?: boolean;
  /** Nobody gets an email: whoever signs does so on the page that follows. */
  quiet?: boolean;
};
