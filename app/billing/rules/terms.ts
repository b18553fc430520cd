/** The version of the order terms that a buyer agrees to; the texts are the messages `billing_terms_*`. A new text is a new version. */
export const termsVersion = "hours-terms v4";

/** How an order names the terms that were agreed to: the product's version, the MSP's own where there is one, and the signed agreement's number. */
export function termsName(product: string, own: number, agreement: number | null = null): string {
  const names = [product, own === 0 ? "" : `own v${own}`, agreement === null ? "" : `agreement ${agreement}`];
  return names.filter(Boolean).join(", ");
}

/** What an order notes while it is paid and its hours wait for the client's signature under the terms. */
export const unsignedTerms = "terms-unsigned";
