/** Writes the published JSON Schema from its source: `node engine/schema/publish.ts`. */
import { writeFileSync } from 'node:fs';
import { publishedSchema } from '../src/template/schema.ts';

writeFileSync(new URL('./posthorn-1.schema.json', import.meta.url), `${JSON.stringify(publishedSchema, null, 2)}\n`);
