import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../../../test/processes.ts';
import { loadConfig } from './index.ts';

test('the command line is stronger than the environment, that than the file, that than the default', async () => {
  const dataDir = await temporaryDirectory();
  await writeFile(join(dataDir, 'posthorn.config.json'), JSON.stringify({ port: 1, host: 'file', logLevel: 'debug' }));
  const env = { POSTHORN_DATA: dataDir, POSTHORN_PORT: '2', POSTHORN_HOST: 'environment' };
  const { config, explained } = loadConfig({ env, given: { port: 3 } });
  expect(config).toMatchObject({ port: 3, host: 'environment', logLevel: 'debug', logFormat: 'auto' });
  const sources = Object.fromEntries(explained.map((one) => [one.name, one.source]));
  expect(sources).toMatchObject({ port: 'command line', host: 'environment', logLevel: 'file', logFormat: 'default' });
});

test('all that is wrong is said at once, each with where it comes from', () => {
  const env = { POSTHORN_PORT: 'x', POSTHORN_OBJECT_STORE: 'tape', POSTHORN_MASTER_KEY: 'short', DATABASE_URL: 'mysql://x' };
  expect(() => loadConfig({ env })).toThrow(
    expect.objectContaining({
      code: 'config.invalid',
      fields: [
        { field: 'port (POSTHORN_PORT)', message: expect.stringContaining('whole number') },
        { field: 'databaseUrl (DATABASE_URL)', message: expect.stringContaining('postgres://') },
        { field: 'objectStore (POSTHORN_OBJECT_STORE)', message: expect.stringContaining('folder, s3') },
        { field: 'masterKey (POSTHORN_MASTER_KEY)', message: expect.stringContaining('64 hexadecimal') },
      ],
    }),
  );
});

test('a misspelt setting in the file, a file that is no JSON and one that is missing are errors', async () => {
  const dataDir = await temporaryDirectory();
  const file = join(dataDir, 'settings.json');
  await writeFile(file, '{"prot": 8080}');
  expect(() => loadConfig({ env: {}, file })).toThrow(/prot: there is no such setting/);
  await writeFile(file, '{');
  expect(() => loadConfig({ env: {}, file })).toThrow(/JSON/);
  expect(() => loadConfig({ env: {}, file: join(dataDir, 'gone.json') })).toThrow(/there is no file/);
});

test('an S3 store without a bucket is refused', () => {
  expect(() => loadConfig({ env: { POSTHORN_OBJECT_STORE: 's3' } })).toThrow(/s3Bucket/);
});
