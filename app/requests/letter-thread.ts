/** What the e-mails about one request have in common, so that a mailbox shows them as one conversation. */
export function threadOf(requestId: string): string {
  return `request.${requestId}`;
}
