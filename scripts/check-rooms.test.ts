import { expect, test } from 'vitest';
import { importsOf, offence } from './check-rooms.ts';

const judge = (file: string, target: string) => offence({ file, target });

test('a room may import an upstream room through its index', () => {
  expect(judge('server/src/production/start-run.ts', '../content/index.ts')).toBeNull();
});

test('a room may not import a downstream room', () => {
  expect(judge('server/src/production/start-run.ts', '../delivery/index.ts')).toContain('upstream');
});

test('a room may not reach behind the face of another', () => {
  expect(judge('server/src/production/start-run.ts', '../content/store.ts')).toContain('index.ts only');
});

test('the engine may not use Node outside files named for it', () => {
  expect(judge('engine/src/compose.ts', 'node:fs')).toContain('pure');
  expect(judge('engine/src/write/pdf/deflate-node.ts', 'node:zlib')).toBeNull();
});

test('the workplace may not import the server', () => {
  expect(judge('web/src/main.tsx', '../../server/src/posthorn.ts')).toContain('contract');
});

test('every form of import is seen', () => {
  const text = `import a from './a.ts';\nimport {\n  b,\n} from './b.ts';\nexport * from './c.ts';\nconst d = await import('./d.ts');\nimport './e.ts';`;
  expect(importsOf('x.ts', text).map((one) => one.target)).toEqual(['./a.ts', './b.ts', './c.ts', './d.ts', './e.ts']);
});
