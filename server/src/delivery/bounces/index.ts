/** Returned mail: what became of a message, read from what came back. */
export type { Bounce, BounceReason } from './bounce.ts';
export { readBounce } from './read-bounce.ts';
