/** How the MSP appears in an e-mail: its logos by public addresses, its colours as `#rrggbb`, and where an answer goes. */
export type LetterBrand = {
  name: string;
  logoUrl: string | null;
  logoDarkUrl: string | null;
  colourLight: string | null;
  colourDark: string | null;
  phone: string | null;
  senderName: string | null;
  replyTo: string | null;
};
