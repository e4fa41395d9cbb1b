import { compile } from '../../engine/src/compose.ts';
import { invoice } from './documents.ts';

/** Composes one invoice in a fresh process and says how long after the start of the process it was there, in milliseconds. */
const imported = performance.now();
const { bundle, record } = await invoice();
const program = await compile(bundle, { formats: ['pdf'] });
const compiled = performance.now();
program.compose(record(1), 'pdf');
console.log(JSON.stringify({ imported, compiled: compiled - imported, composed: performance.now() - compiled, total: performance.now() }));
