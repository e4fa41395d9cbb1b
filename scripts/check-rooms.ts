/**
 * Checks the direction of imports that ARCHITECTURE.md promises: rooms import only rooms to their left and only through their
 * index.ts; the engine and the contract stand alone; the workplace knows the contract only. Exit 1 with one line per offence.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { roomNames } from '../server/src/platform/room.ts';

const root = resolve(import.meta.dirname, '..');
const roomOrder: readonly string[] = roomNames;
const importPattern =
  /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s+['"]([^'"]+)['"]/g;

interface Import {
  readonly file: string;
  readonly target: string;
}

function sourcesOf(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !file.split(sep).includes('node_modules') && !file.split(sep).includes('dist'));
}

export function importsOf(file: string, text: string): Import[] {
  return [...text.matchAll(importPattern)].map((match) => ({ file, target: (match[1] ?? match[2] ?? match[3]) as string }));
}

const isTest = (file: string) => /\.(test|slow)\.tsx?$/.test(file) || /(^|\/)test(ing)?\//.test(file);

/** The room and the rest of the path of a file under server/src, e.g. `['intake', 'store.ts']`. */
function roomOf(file: string): readonly [string, string] | null {
  const match = /^server\/src\/([^/]+)\/(.+)$/.exec(file);
  return match && roomOrder.includes(match[1]!) ? [match[1]!, match[2]!] : null;
}

/** @returns what is wrong with one import, or null. */
export function offence({ file, target }: Import): string | null {
  const path = target.startsWith('.') ? relative(root, resolve(root, dirname(file), target)) : null;
  if (file.startsWith('engine/src')) return engineOffence(file, target, path);
  if (file.startsWith('contract/src'))
    return path?.startsWith('contract/') || target === 'typebox' ? null : 'the contract imports only typebox';
  if (file.startsWith('web/src'))
    return path && !path.startsWith('web/') ? 'the workplace knows the server through @posthorn/contract only' : null;
  return path && !isTest(file) ? roomOffence(file, path) : null;
}

function engineOffence(file: string, target: string, path: string | null): string | null {
  if (isTest(file)) return null;
  if (path && !path.startsWith('engine/')) return 'the engine stands alone';
  if (target.startsWith('node:') && !/[-./]node\.ts$/.test(file)) return 'the engine is pure; a file for Node alone is named *-node.ts';
  return null;
}

function roomOffence(file: string, path: string): string | null {
  const from = roomOf(file);
  const to = roomOf(path);
  if (!from || !to || from[0] === to[0]) return null;
  if (roomOrder.indexOf(to[0]) > roomOrder.indexOf(from[0])) return `${from[0]} lies upstream of ${to[0]} and must not import it`;
  if (to[0] !== 'platform' && to[1] !== 'index.ts') return `${to[0]} is imported through its index.ts only`;
  return null;
}

if (import.meta.main) {
  const offences = ['engine/src', 'contract/src', 'server/src', 'web/src']
    .flatMap(sourcesOf)
    .flatMap((file) => importsOf(file, readFileSync(join(root, file), 'utf8')))
    .flatMap((one) => {
      const why = offence(one);
      return why ? [`${one.file}: import '${one.target}': ${why}`] : [];
    });
  for (const line of offences) console.error(line);
  console.error(offences.length === 0 ? 'room boundaries: kept' : `room boundaries: ${offences.length} broken`);
  process.exitCode = offences.length === 0 ? 0 : 1;
}
