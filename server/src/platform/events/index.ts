export * from './events.ts';
export { createEvents, type OutboxEvents } from './outbox-events.ts';
