/** Addresses that others give us to call: which of them lie inside our own network. */
export { addressFault, isInside, publicLookup } from './inside.ts';
