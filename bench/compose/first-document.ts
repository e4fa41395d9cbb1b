import { compile } from '../../engine/src/compose.ts';
import { statementRecord } from '../../examples/bank-statement/make-sample.ts';
import { bundleFromFolder } from '../../server/src/content/bundle-from-folder.ts';

/** Composes one account statement in a fresh process and says how long after the start of the process it was there, in milliseconds. */
const imported = performance.now();
const { bundle } = await bundleFromFolder('examples/bank-statement');
const program = await compile(bundle, { formats: ['pdf'] });
const compiled = performance.now();
program.compose(statementRecord(1), 'pdf');
console.log(JSON.stringify({ imported, compiled: compiled - imported, composed: performance.now() - compiled, total: performance.now() }));
