import { startPrebuilt } from '../../../bin/prebuilt.js';

/**
 * Where a composing thread begins: as it was built, or with what Node has compiled before. A thread has to ask for it itself, before it loads
 * anything; and in plain JavaScript, since what strips types is loaded for the first file that is not in the cache, and takes as long as a
 * fifth of the rest.
 */
await startPrebuilt('compose-thread', new URL('./compose-thread.ts', import.meta.url).href);
