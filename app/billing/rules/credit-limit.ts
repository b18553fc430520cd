/** Tells whether a client's hours may be given before their money has come: what is unpaid and this stay within what the owner allows. Minutes. */
export function mayTrust(limitMinutes: number, unpaidMinutes: number, newMinutes: number): boolean {
  return unpaidMinutes + newMinutes <= limitMinutes;
}
