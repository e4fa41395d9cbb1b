/** Customers with their contact points, preferences and timeline. */
export { customerSink } from './import-customers.ts';
export { customersById, customersByNumber } from './read-customers.ts';
export { recordTimeline } from './store.ts';
export type * from './types.ts';
