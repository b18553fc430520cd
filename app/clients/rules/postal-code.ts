// The Netherlands have no combinations SA, SD and SS; Dutch, Belgian and Austrian codes never begin with a zero.
const shapes = new Map([
  ["NL", /^[1-9]\d{3} ?(?!S[ADS])[A-Z]{2}$/i],
  ["DE", /^\d{5}$/],
  ["BE", /^[1-9]\d{3}$/],
  ["AT", /^[1-9]\d{3}$/],
]);

/** Tells whether a postal code has the shape that its country's codes have; where the shape is not known, any code has. */
export function fitsPostalCode(code: string, country: string): boolean {
  return shapes.get(country)?.test(code.trim()) ?? true;
}
