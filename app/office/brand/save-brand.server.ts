import { appendAudit } from "#app/identity/audit.server.ts";
import type { StaffScope } from "#app/identity/scope.ts";
import { readImage, type ImageFacts } from "#app/platform/brand/image-kind.ts";
import { insertLogo } from "#app/platform/brand/logo-store.server.ts";
import { forgetPageBrand } from "#app/platform/brand/page-brand.server.ts";
import { inScope, type Tx } from "#app/platform/db.server.ts";
import { lockMsp, updateMsp, type Msp } from "#app/platform/msp.server.ts";

type Field = "logoLight" | "logoDark";
/** What is wrong with a file: it is no picture of ours (no facts), or has too many pixels. */
export type LogoProblem = { field: Field; facts: ImageFacts | null };

export type Look = {
  logoLight?: File | undefined;
  logoDark?: File | undefined;
  removeLight: boolean;
  removeDark: boolean;
  colourLight: string | null;
  colourDark: string | null;
};

const mostPixels = 2000;

/** Changes logos and colours, and answers what is wrong with the files: nothing is changed then. A file counts by its contents; a logo of before stays at its address. */
export async function saveLook(scope: StaffScope, look: Look): Promise<LogoProblem[]> {
  const light = await readLogo("logoLight", look.logoLight);
  const dark = await readLogo("logoDark", look.logoDark);
  const problems = [light, dark].flatMap((one) => (one && "field" in one ? [one] : []));
  if (problems.length > 0) return problems;
  const { colourLight, colourDark } = look;
  await change(scope, async (tx, before) => ({
    colourLight,
    colourDark,
    logoLight: await kept(tx, light, look.removeLight ? null : before.logoLight),
    logoDark: await kept(tx, dark, look.removeDark ? null : before.logoDark),
  }));
  return [];
}

export type Contact = Pick<
  Msp,
  "senderName" | "replyTo" | "accountHolder" | "iban" | "bic" | "creditorId" | "transfersByHand"
>;

/** Changes who e-mails come from, where answers go, and the bank account. */
export function saveContact(scope: StaffScope, contact: Contact): Promise<void> {
  return change(scope, () => Promise.resolve(contact));
}

type ReadLogo = { bytes: Buffer; facts: ImageFacts };

async function readLogo(field: Field, file: File | undefined): Promise<ReadLogo | LogoProblem | null> {
  if (!file) return null;
  const bytes = Buffer.from(await file.arrayBuffer());
  const facts = readImage(bytes);
  if (!facts || facts.width < 1 || facts.height < 1) return { field, facts: null };
  if (facts.width > mostPixels || facts.height > mostPixels) return { field, facts };
  return { bytes, facts };
}

async function kept(
  tx: Tx,
  logo: ReadLogo | LogoProblem | null,
  before: string | null,
): Promise<string | null> {
  return logo && "bytes" in logo ? insertLogo(tx, logo.bytes, logo.facts) : before;
}

async function change(
  scope: StaffScope,
  decide: (tx: Tx, before: Msp) => Promise<Partial<Msp>>,
): Promise<void> {
  await inScope(scope, async (tx) => {
    const before = await lockMsp(tx);
    const next = await decide(tx, before);
    const fields = Object.entries(next)
      .filter(([name, value]) => Reflect.get(before, name) !== value)
      .map(([name]) => name);
    if (fields.length === 0) return;
    await updateMsp(tx, next);
    await appendAudit(tx, scope, { action: "msp.brand-changed", detail: { fields } });
  });
  forgetPageBrand();
}
