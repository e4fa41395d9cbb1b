import { enableCompileCache } from 'node:module';

/**
 * Composes one account statement and says how long after the start of the process it was there, in milliseconds, and how much processor
 * time went into it. In plain JavaScript, as the command line is started: what strips types is then not loaded where all that it would
 * strip is in the cache.
 */
enableCompileCache(process.env.CACHE);
const { compile } = await import('../../engine/src/compose.ts');
const { bundleFromFolder } = await import('../../server/src/content/bundle-from-folder.ts');
const imported = performance.now();
const { bundle } = await bundleFromFolder('examples/bank-statement');
const record = JSON.parse(process.env.RECORD ?? '');
const read = performance.now();
const program = await compile(bundle, { formats: ['pdf'] });
const compiled = performance.now();
program.compose(record, 'pdf');
const composed = performance.now();
const { user, system } = process.cpuUsage();
const shares = { imported, read: read - imported, compiled: compiled - read, composed: composed - compiled };
console.log(JSON.stringify({ ...shares, total: composed, processor: (user + system) / 1000 }));
