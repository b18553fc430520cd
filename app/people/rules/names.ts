/** A name in the languages it was given in; the first of those asked for, else any. */
export function nameIn(names: Readonly<Record<string, string>>, ...locales: readonly string[]): string {
  const found = [...locales, "en"].map((locale) => names[locale]).find((name) => name);
  return found ?? Object.values(names)[0] ?? "";
}
