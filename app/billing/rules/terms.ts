/** The version of the hours terms that a buyer agrees to; the texts are the messages `billing_terms_*`. A new text is a new version. */
export const termsVersion = "hours-terms v2";

/** How an order names the terms that were agreed to: the product's version, and the MSP's own where there is one. */
export function termsName(product: string, own: number): string {
  return own === 0 ? product : `${product}, own v${own}`;
}
