import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The engine that composes now, as kept with every communication: `@posthorn/engine 0.1.0`. */
export const engineVersion = ((): string => {
  const entry = createRequire(import.meta.url).resolve('@posthorn/engine');
  const manifest = readFileSync(join(entry, '../../package.json'), 'utf8');
  const { name, version } = JSON.parse(manifest) as { name: string; version: string };
  return `${name} ${version}`;
})();
