import { m } from "#app/platform/generated/i18n/messages.js";
import type { WebhookEvent } from "#app/webhooks/events.ts";
import type { EndpointRefusal } from "#app/webhooks/manage-endpoints.server.ts";
import type { DeliveryState } from "#app/webhooks/store/delivery-store.server.ts";
import type { PauseReason } from "#app/webhooks/store/endpoint-store.server.ts";

/** What each event means, in words. */
export const eventWords: Record<WebhookEvent, () => string> = {
  "request.created": m.webhooks_event_created,
  "request.updated": m.webhooks_event_updated,
  "request.state_changed": m.webhooks_event_state,
  "request.commented": m.webhooks_event_commented,
  "request.time_logged": m.webhooks_event_time,
  "automation.called": m.webhooks_event_automation,
};

/** Why an endpoint was not added. */
export const endpointRefusalWords: Record<EndpointRefusal, () => string> = {
  "not-a-url": m.webhooks_not_a_url,
  "not-https": m.webhooks_not_https,
  "not-public": m.webhooks_not_public,
  "already-made": m.webhooks_already_made,
};

/** Why an endpoint is paused. */
export const pauseWords: Record<PauseReason, () => string> = {
  person: m.webhooks_paused,
  failing: m.webhooks_paused_failing,
  gone: m.webhooks_paused_gone,
};

/** How a delivery stands. */
export const deliveryWords: Record<DeliveryState, () => string> = {
  waiting: m.webhooks_state_waiting,
  delivered: m.webhooks_state_delivered,
  "given-up": m.webhooks_state_given_up,
};
