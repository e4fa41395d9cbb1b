/**
 * Writes what is published from tables in the code: the JSON Schemas, the reference of diagnostics, and the table of functions in
 * the reference of expressions. `node engine/schema/publish.ts`; tests notice when it was forgotten.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { DIAGNOSTICS } from '../src/diagnostic-codes.ts';
import { allFunctions } from '../src/expression/functions/all-functions.ts';
import { publishedSchema } from '../src/template/schema.ts';
import { publishedChatSchema } from '../src/write/chat/chat-schema.ts';

const here = (path: string): URL => new URL(path, import.meta.url);

function diagnosticsPage(): string {
  const rows = (when: 'check' | 'record') =>
    Object.entries(DIAGNOSTICS)
      .filter(([, d]) => d.when === when)
      .map(([code, d]) => `| \`${code}\` | ${d.meaning} | ${d.mend} |`)
      .join('\n');
  return `# Diagnostics

What the engine finds wrong is a list of findings, never an exception without a place. Each has a severity, a stable code, a
sentence, a hint where there is one, and a place: the part of the bundle (template, brand, block, asset or data), a JSON Pointer
into it, and for texts and expressions the offset and length of the fault. With an error a template does not compile and a
record is not composed; warnings go along with the result.

This page is made from \`engine/src/diagnostic-codes.ts\`.

## Found in a template (\`check\`, \`compile\`)

| code | meaning | what to do |
| --- | --- | --- |
${rows('check')}

## Found on a record (\`compose\`)

| code | meaning | what to do |
| --- | --- | --- |
${rows('record')}
`;
}

function functionsTable(): string {
  const rows = allFunctions('en').map((fn) => {
    const forms = fn.signatures.map((s) => `\`${fn.name}${s}\``).join('<br>');
    return `| ${forms} | ${fn.description} | \`${fn.example}\` |`;
  });
  return ['| function | what it gives | example |', '| --- | --- | --- |', ...rows].join('\n');
}

writeFileSync(here('./posthorn-1.schema.json'), `${JSON.stringify(publishedSchema, null, 2)}\n`);
writeFileSync(here('./posthorn-chat-1.schema.json'), `${JSON.stringify(publishedChatSchema, null, 2)}\n`);
writeFileSync(here('../../docs/reference/diagnostics.md'), diagnosticsPage());
const expressions = here('../../docs/reference/expressions.md');
const [before, , after] = readFileSync(expressions, 'utf8').split(/<!-- functions -->|<!-- end of functions -->/);
writeFileSync(expressions, `${before}<!-- functions -->\n${functionsTable()}\n<!-- end of functions -->${after}`);
