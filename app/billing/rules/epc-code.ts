/** What a transfer needs: the account, the amount in euro cents and the reference. */
export type Transfer = {
  iban: string;
  bic: string | null;
  holder: string;
  amountMinor: number;
  reference: string;
};

const mostMinor = 99_999_999_999;

/** The text of a QR code that banking apps read to fill in a SEPA transfer (EPC069-12, version 2, UTF-8); null where the standard can't hold it. */
export function epcCode({ iban, bic, holder, amountMinor, reference }: Transfer): string | null {
  if (amountMinor < 1 || amountMinor > mostMinor) return null;
  const euros = `${Math.floor(amountMinor / 100)}.${String(amountMinor % 100).padStart(2, "0")}`;
  const line = (text: string, most: number): string =>
    [...text.replace(/\s+/g, " ").trim()].slice(0, most).join("");
  const lines = [
    "BCD",
    "002",
    "1",
    "SCT",
    bic ?? "",
    line(holder, 70),
    iban,
    `EUR${euros}`,
    "",
    "",
    line(reference, 140),
  ];
  return lines.join("\n");
}

/** An IBAN in groups of four, as people read it. */
export function groupedIban(iban: string): string {
  return iban.replace(/(.{4})(?=.)/g, "$1 ");
}
