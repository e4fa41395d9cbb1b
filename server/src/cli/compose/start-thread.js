import { enableCompileCache } from 'node:module';

/**
 * Where a composing thread begins: what Node has compiled before is looked up in its cache (in the system's folder for temporary files),
 * which makes three quarters of the time until the engine is loaded. A thread has to ask for it itself, before it loads anything; and in
 * plain JavaScript, since what strips types is loaded for the first file that is not in the cache, and takes as long as a fifth of the
 * rest.
 */
enableCompileCache();
await import('./compose-thread.ts');
