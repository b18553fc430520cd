import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What a message is: its inputs may be left out where it has none. */
const messageType = `type Options = { locale?: "nl" | "de" | "en" };
type LocalizedString = string & { readonly __brand: "LocalizedString" };
type Message<Inputs> = keyof Inputs extends never
  ? (inputs?: Inputs, options?: Options) => LocalizedString
  : (inputs: Inputs, options?: Options) => LocalizedString;
`;

/** All that a message needs when it is said; the compiler's own is made for addresses, cookies and routers that this product has not. */
const runtime = `/* eslint-disable */
let read = () => "nl";
export const getLocale = () => read();
export const overwriteGetLocale = (way) => void (read = way);
export const say = (nl, de, en) => (inputs = {}, options) => {
  const locale = options?.locale ?? read();
  const words = locale === "nl" ? nl : locale === "de" ? de : en;
  return typeof words === "string" ? words : words(inputs);
};
`;
const runtimeType = `type Locale = "nl" | "de" | "en";
export declare const getLocale: () => Locale;
export declare const overwriteGetLocale: (read: () => Locale) => void;
`;

const functions = /^const (?:nl|de|en)_\w+ = \/\*\* @type .*?\} \*\/ (\(.*?\) => \{[\s\S]*?\n\});$/gm;
const plainText = /^\(\) => \{\s*return \((`[^`$]*`)\)\s*\}$/;

/**
 * Writes the compiler's files anew, for the bundler and for browsers. The index names each message: the compiler's says \`export *\` for each
 * of four thousand files, among which the bundler searches for every name: 150 of the build's 190 seconds. Each message is one call with its three
 * texts: the compiler's four functions are a third more bytes of a page's script. All are declared in one file. A process of Node.js reads
 * them from one file too (`imports` in package.json): five thousand cost each program of a test run seconds.
 */
export function rewriteMessages(outdir) {
  writeFileSync(path.join(outdir, "runtime.js"), runtime);
  writeFileSync(path.join(outdir, "runtime.d.ts"), runtimeType);
  const folder = path.join(outdir, "messages");
  const exportLines = [];
  const declarations = [];
  const messages = [];
  for (const file of readdirSync(folder)) {
    if (!file.endsWith(".js") || file === "_index.js") continue;
    const text = readFileSync(path.join(folder, file), "utf8");
    const [, name] = /^export const (\w+) = \/\*\* @type \{\(\(inputs/m.exec(text) ?? [];
    const [, inputs] = /@typedef \{(\{.*?\})\} \w+Inputs \*\//.exec(text) ?? [];
    const texts = [...text.matchAll(functions)].map(([, one]) => textOf(one));
    if (!name || !inputs || texts.length !== 3)
      throw new Error(`${file} is not written as this command expects it.`);
    const message = messageOf(name, texts);
    writeFileSync(path.join(folder, file), messageFile(message, ".."));
    messages.push(message);
    exportLines.push(`export { ${name} } from "./${file}";`);
    declarations.push(`export declare const ${name}: Message<${inputs}>;`);
  }
  writeFileSync(path.join(folder, "_index.js"), `${exportLines.join("\n")}\n`);
  writeFileSync(path.join(folder, "_index.d.ts"), `${messageType}\n${declarations.join("\n")}\n`);
  writeFileSync(path.join(outdir, "every-message.js"), messageFile(messages.join("\n"), "."));
  const exported = 'export * from "./every-message.js";\nexport * as m from "./every-message.js";\n';
  writeFileSync(path.join(outdir, "messages-in-one.js"), exported);
}

/** A language's text as it is, or the function that puts it together. */
function textOf(written) {
  const words = written.replaceAll("/** @type {LocalizedString} */ ", "");
  return plainText.exec(words)?.[1] ?? words;
}

function messageOf(name, texts) {
  return `export const ${name} = /* @__PURE__ */ say(${texts.join(", ")});`;
}

function messageFile(messages, above) {
  const registry = messages.includes("registry.")
    ? `import * as registry from "${above}/registry.js";\n`
    : "";
  return `/* eslint-disable */\n${registry}import { say } from "${above}/runtime.js";\n${messages}\n`;
}
