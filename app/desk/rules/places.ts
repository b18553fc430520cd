/** The countries offered for an address: the EU, then its neighbours and a few further off. */
export const countries = [
  "NL", "BE", "DE", "LU", "AT", "BG", "CY", "CZ", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LV", "MT", "PL", "PT", "RO", "SE", "SI", "SK",
  "CH", "GB", "NO", "IS", "LI", "US", "CA", "AU", "TR", "UA",
] as const;

/** The time zones offered; any other IANA zone that a client already has stays. */
export const zones = [
  "Europe/Amsterdam", "Europe/Brussels", "Europe/Berlin", "Europe/Luxembourg", "Europe/Vienna", "Europe/Zurich", "Europe/Paris", "Europe/London", "Europe/Dublin",
  "Europe/Lisbon", "Europe/Madrid", "Europe/Rome", "Europe/Copenhagen", "Europe/Oslo", "Europe/Stockholm", "Europe/Helsinki", "Europe/Tallinn", "Europe/Riga",
  "Europe/Vilnius", "Europe/Warsaw", "Europe/Prague", "Europe/Budapest", "Europe/Bucharest", "Europe/Sofia", "Europe/Athens", "Europe/Istanbul", "Europe/Kyiv",
  "Atlantic/Reykjavik", "Atlantic/Canary", "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Toronto", "Australia/Sydney", "UTC",
] as const;

/** The currencies offered for a client's prices; all have two decimals. */
export const currencies = ["EUR", "CHF", "GBP", "USD", "DKK", "SEK", "NOK", "PLN", "CZK", "RON", "CAD", "AUD"] as const;
