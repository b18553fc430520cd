-- For the watch over what hangs between Stripe and the portal: whether an object's event came, and which events wait.
create index stripe_event_object on stripe_event (object_id);
create index stripe_event_waiting on stripe_event (received_at) where processed_at is null;
