import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const source = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
const file = new URL('./readme-example.generated.ts', import.meta.url);

describe('the letter in the README', () => {
  afterAll(() => rmSync(file, { force: true }));

  it('has about twenty lines', () => {
    expect(source.trim().split('\n').length).toBeLessThanOrEqual(24);
  });

  it('is composed as it stands there', async () => {
    const exported = source
      .replace("from '@posthorn/engine'", "from '../src/index.ts'")
      .replace('new URL(import.meta.resolve(font))', "new URL('../../node_modules/' + font, import.meta.url)");
    writeFileSync(file, `// @ts-nocheck\n${exported}\nexport { letter, message };\n`);
    const { letter, message } = await import(/* @vite-ignore */ file.href);
    expect(new TextDecoder().decode(letter.bytes.subarray(0, 5))).toBe('%PDF-');
    expect(letter).toMatchObject({ pages: 1, title: 'Hello Ada', diagnostics: [] });
    expect(message.text).toBe('Dear Ada, you owe us €12.50.\n');
    expect(message.subject).toBe('Hello Ada');
  }, 30_000);
});
