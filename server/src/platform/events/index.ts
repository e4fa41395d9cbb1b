export * from './events.ts';
export { createEvents, type OutboxEvents } from './outbox-events.ts';
export { type StuckSubscriber, stuckSubscribers } from './stuck-subscribers.ts';
