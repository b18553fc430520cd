/** Reads a SEPA creditor identifier: country, two check digits (ISO 7064 over the national part, without the business code), business code. Null for none. */
export function readCreditorId(typed: string): string | null {
  const id = typed.replace(/[\s-]/g, "").toUpperCase();
  const [, country = "", check = "", national = ""] =
    /^([A-Z]{2})(\d{2})[A-Z0-9]{3}([A-Z0-9]{1,28})$/.exec(id) ?? [];
  if (country === "") return null;
  const digits = [...`${national}${country}${check}`].map((sign) => parseInt(sign, 36)).join("");
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1 ? id : null;
}
