import { enableCompileCache } from 'node:module';

/**
 * Where a composing thread begins: what Node has compiled before is looked up in its cache, which makes most of the time until the
 * engine is loaded. A thread has to ask for it itself, before it loads anything.
 */
enableCompileCache();
await import('./compose-thread.ts');
