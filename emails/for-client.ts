/** Whose hours the reader looks after; the MSP's name in letters that were queued before they kept the client's. */
export function clientOf({
  clientName,
  mspName,
}: {
  clientName?: string | undefined;
  mspName: string;
}): string {
  return clientName ?? mspName;
}
