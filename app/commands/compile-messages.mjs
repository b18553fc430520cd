// Compiles the three languages' messages to typed functions (app/platform/generated/i18n).
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { compile } from "@inlang/paraglide-js";

import { paraglideOptions } from "../platform/i18n/options.js";
import { rewriteMessages } from "./parts/message-files.mjs";

await compile(paraglideOptions);
keepPluralRules();
rewriteMessages(paraglideOptions.outdir);

// The compiler's SQLite leaves a timer behind; nothing is left to do.
process.exit(0);

/** The compiler's code makes new plural rules for every counted message; making them once takes a fiftieth of the time. */
function keepPluralRules() {
  const registry = path.join(paraglideOptions.outdir, "registry.js");
  const text = readFileSync(registry, "utf8");
  const makes = "new Intl.PluralRules(locale, options).select(";
  if (!text.includes(makes))
    throw new Error(`${registry} no longer makes its plural rules where this command expects it.`);
  const keeps = "(rules[locale + options?.type] ??= new Intl.PluralRules(locale, options)).select(";
  writeFileSync(registry, `const rules = {};\n${text.replace(makes, keeps)}`);
}
