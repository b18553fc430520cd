/** What an endpoint can be told; a test is told to each, and `automation.called` to the one that a line of a checklist names. */
export const webhookEvents = [
  "request.created",
  "request.updated",
  "request.state_changed",
  "request.commented",
  "request.time_logged",
  "automation.called",
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** Tells whether a text is an event that endpoints can choose. */
export function isWebhookEvent(value: unknown): value is WebhookEvent {
  return webhookEvents.some((event) => event === value);
}
