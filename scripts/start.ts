/**
 * `npm start`: the main job. Builds the workplace if its sources are newer than its build, then runs `posthorn demo`: embedded
 * database, the example imported, composed, routed and archived, and the workplace opened.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

const newest = (folder: string): number =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0);

function workplaceIsBuilt(): boolean {
  const built = join(root, 'web', 'dist', 'index.html');
  return existsSync(built) && statSync(built).mtimeMs >= Math.max(newest('web/src'), newest('contract/src'));
}

if (!workplaceIsBuilt()) {
  console.error('Building the workplace (once) …');
  const built = spawnSync('npm', ['run', 'build', '--workspace', 'web'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (built.status !== 0) process.exit(built.status ?? 1);
}

const posthorn = spawn(process.execPath, [join(root, 'server', 'bin', 'posthorn.js'), 'demo', '--open', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  // glibc keeps a heap for each thread; two of them halve what the composing threads hold on to.
  env: { MALLOC_ARENA_MAX: '2', ...process.env },
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => posthorn.kill(signal));
posthorn.on('exit', (code, signal) => process.exit(signal ? 130 : (code ?? 1)));
