export { type Dispatcher, type DispatcherOptions, deliverDue, startDispatcher } from "./dispatcher.ts";
export { type EventType, eventType, type NewEvent, Outbox, type OutboxEvent, type Subscriber } from "./outbox.ts";
export { listParked, type ParkedDelivery, retryDelivery, skipDelivery } from "./parked.ts";
