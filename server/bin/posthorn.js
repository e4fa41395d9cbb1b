#!/usr/bin/env node
// Plain JavaScript that an older Node understands too: it looks for a Node that can run Posthorn, which is TypeScript as it is.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const needed = 24;
const here = dirname(fileURLToPath(import.meta.url));

/** The Node that comes with the project, out of the lockfile: in this node_modules or one further up. */
function pinnedNode() {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  for (let folder = here; ; folder = dirname(folder)) {
    const node = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    if (existsSync(node)) return node;
    if (folder === dirname(folder)) return undefined;
  }
}

if (Number(process.versions.node.split('.')[0]) >= needed) {
  const { startPrebuilt } = await import('./prebuilt.js');
  await startPrebuilt('posthorn', new URL('../src/cli/posthorn.ts', import.meta.url).href, process.argv[2] ?? '--help');
} else {
  const node = pinnedNode();
  if (node === undefined) {
    console.error(`posthorn: Node ${needed} or newer is needed; this is ${process.versions.node}.`);
    console.error('  Run "npm ci" in the checkout: it brings the right one. Or install Node 24.');
    process.exit(3);
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal === null ? code : 128 + (signal === 'SIGKILL' ? 9 : 15)));
}
