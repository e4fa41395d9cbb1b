import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GUIDE_PICTURE, guideFiles, guideSteps } from './guide.ts';
import { digestOfText } from './make.ts';
import { sourceOf } from './palette-png.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Runs a command in a shell as the guide's reader does, but in a folder of its own. */
function run(command: string, folder: string): { status: number | null; output: string } {
  const local = command.replace('npx posthorn', `"${process.execPath}" "${ROOT}server/bin/posthorn.js"`);
  const { status, stdout, stderr } = spawnSync('sh', ['-c', local], { cwd: folder, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

describe('the guide to a first letter', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'posthorn-guide-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('can be followed to its end', () => {
    for (const { kind, path, text } of guideSteps()) {
      if (kind === 'file') writeFileSync(join(folder, path), text);
      else if (kind === 'prints') expect(run('npx posthorn check hello', folder)).toEqual({ status: 1, output: text });
      else for (const line of text.trim().split('\n')) expect(run(line, folder), line).toMatchObject({ status: 0 });
    }
    expect(readdirSync(join(folder, 'hello/out')).sort()).toEqual([
      'B-1041.eml',
      'B-1041.pdf',
      'B-1042.eml',
      'B-1042.pdf',
      'record-000001.pdf',
    ]);
  }, 120_000);

  it('shows a picture of its letter', () => {
    expect(sourceOf(readFileSync(GUIDE_PICTURE))).toBe(digestOfText(JSON.stringify(guideFiles())));
  });
});
