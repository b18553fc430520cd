// Compares the three languages' messages: same keys, same inputs, each used, none missing, none twice, no word that the product doesn't use. A gap would fall back to another language without a word.
import { readdirSync, readFileSync, existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { wordDefects } from "./words-not-used.mjs";

const languages = ["nl", "de", "en"];

/** Every defect in the messages under each module of app/, against the code that uses them, in words. */
export function messageDefects(root = ".") {
  const modules = readdirSync(path.join(root, "app"))
    .filter((module) => existsSync(path.join(root, "app", module, "messages")))
    .flatMap((module) => [module, ...topicsOf(root, module)]);
  const defects = [];
  const owner = new Map();
  for (const module of modules) {
    const texts = Object.fromEntries(
      languages.map((language) => [
        language,
        readMessages(path.join(root, "app", folderOf(module), `${language}.json`), defects),
      ]),
    );
    for (const key of new Set(languages.flatMap((language) => Object.keys(texts[language])))) {
      if (owner.has(key)) defects.push(`${key}: both in ${owner.get(key)} and in ${module}`);
      owner.set(key, module);
      defects.push(...defectsOf(module, key, texts));
    }
  }
  const used = usedKeys(root);
  for (const [key, module] of owner) if (!used.has(key)) defects.push(`${module}/${key}: nobody uses it`);
  for (const [key, file] of used)
    if (!owner.has(key)) defects.push(`${key}: used in ${file}, written nowhere`);
  return defects.sort();
}

/** A large module keeps the messages of a topic in a folder of their own: "hours/statement". */
function topicsOf(root, module) {
  return readdirSync(path.join(root, "app", module, "messages"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${module}/${entry.name}`);
}

function folderOf(module) {
  const [name, topic = ""] = module.split("/");
  return path.join(name, "messages", topic);
}

function defectsOf(module, key, texts) {
  const missing = languages.filter((language) => !(key in texts[language]));
  if (missing.length > 0) return [`${module}/${key}: missing in ${missing.join(", ")}`];
  const inputs = languages.map((language) => inputsOf(texts[language][key]).join(", "));
  const empty = languages.filter((language) => JSON.stringify(texts[language][key]) === '""');
  const words = languages.flatMap((language) => wordDefects(language, key, textsOf(texts[language][key])));
  return [
    ...words.map((defect) => `${module}/${defect}`),
    ...(new Set(inputs).size > 1
      ? [
          `${module}/${key}: inputs differ: ${languages.map((language, at) => `${language} {${inputs[at]}}`).join(", ")}`,
        ]
      : []),
    ...empty.map((language) => `${module}/${key}: empty in ${language}`),
  ];
}

/** What a message is given: its placeholders, or what its variants declare. */
function inputsOf(message) {
  const variants = Array.isArray(message) ? message : [message];
  const names = variants.flatMap((variant) =>
    typeof variant === "string"
      ? [...variant.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      : variant.declarations.flatMap((line) => /^input (\w+)/.exec(line)?.[1] ?? []),
  );
  return [...new Set(names)].sort();
}

/** The texts of a message: one, or one for each variant. */
function textsOf(message) {
  return (Array.isArray(message) ? message : [message]).flatMap((variant) =>
    typeof variant === "string" ? [variant] : Object.values(variant.match),
  );
}

/** Each key that the code calls, with a file that does. */
function usedKeys(root) {
  const used = new Map();
  for (const folder of ["app", "emails", "prisma", "test"]) {
    for (const entry of readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })) {
      const file = path.join(entry.parentPath, entry.name);
      if (!entry.isFile() || !/\.tsx?$/.test(file) || /[/\\]generated[/\\]/.test(file)) continue;
      const text = readFileSync(file, "utf8");
      if (!text.includes("generated/i18n/messages.js")) continue;
      for (const [, key] of text.matchAll(/\bm\.([a-z]\w*)\b/g)) used.set(key, file);
    }
  }
  return used;
}

function readMessages(file, defects) {
  try {
    return Object.fromEntries(
      Object.entries(JSON.parse(readFileSync(file, "utf8"))).filter(([key]) => key !== "$schema"),
    );
  } catch (error) {
    defects.push(`${file}: ${error.message}`);
    return {};
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const defects = messageDefects();
  for (const defect of defects) console.log(defect);
  console.log(
    defects.length === 0
      ? "The messages of the three languages agree."
      : `${defects.length} defects in the messages`,
  );
  process.exitCode = defects.length === 0 ? 0 : 1;
}
