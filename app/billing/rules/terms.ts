/** The version of the hours terms that a buyer agrees to; the texts are the messages `billing_terms_*`. A new text is a new version. */
export const termsVersion = "hours-terms v2";
