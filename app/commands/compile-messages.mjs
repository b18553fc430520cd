// Compiles the three languages' messages to typed functions (app/platform/generated/i18n).
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { compile } from "@inlang/paraglide-js";

import { paraglideOptions } from "../platform/i18n/options.js";

/** What a message is: its inputs may be left out where it has none. */
const messageType = `type Options = { locale?: "nl" | "de" | "en" };
type Message<Inputs> = keyof Inputs extends never
  ? (inputs?: Inputs, options?: Options) => import("../runtime.js").LocalizedString
  : (inputs: Inputs, options?: Options) => import("../runtime.js").LocalizedString;
`;

await compile(paraglideOptions);
keepPluralRules();
nameMessages();

// The compiler's SQLite leaves a timer behind; nothing is left to do.
process.exit(0);

/** The compiler makes plural rules anew for each message that counts; kept, they cost a fiftieth. */
function keepPluralRules() {
  const registry = path.join(paraglideOptions.outdir, "registry.js");
  const text = readFileSync(registry, "utf8");
  const makes = "new Intl.PluralRules(locale, options).select(";
  if (!text.includes(makes))
    throw new Error(`${registry} no longer makes its plural rules where this command expects it.`);
  const keeps = "(rules[locale + options?.type] ??= new Intl.PluralRules(locale, options)).select(";
  writeFileSync(registry, `const rules = {};\n${text.replace(makes, keeps)}`);
}

/**
 * Has the index name each message, and declares them all in one file. The compiler's index says `export *` for each of four thousand files,
 * among which the bundler searches for every name: 150 of the build's 190 seconds. Its declarations, a file a message, take as long to make.
 */
function nameMessages() {
  const folder = path.join(paraglideOptions.outdir, "messages");
  const exportLines = [];
  const declarations = [];
  for (const file of readdirSync(folder)) {
    if (!file.endsWith(".js") || file === "_index.js") continue;
    const text = readFileSync(path.join(folder, file), "utf8");
    const [, name] = /^export const (\w+) = \/\*\* @type \{\(\(inputs/m.exec(text) ?? [];
    const [, inputs] = /@typedef \{(\{.*?\})\} \w+Inputs \*\//.exec(text) ?? [];
    if (!name || !inputs) throw new Error(`${file} is not written as this command expects it.`);
    exportLines.push(`export { ${name} } from "./${file}";`);
    declarations.push(`export declare const ${name}: Message<${inputs}>;`);
  }
  writeFileSync(path.join(folder, "_index.js"), `${exportLines.join("\n")}\n`);
  writeFileSync(path.join(folder, "_index.d.ts"), `${messageType}\n${declarations.join("\n")}\n`);
}
