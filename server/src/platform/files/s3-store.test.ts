import { createHash, randomBytes } from 'node:crypto';
import S3rver from 's3rver';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { temporaryDirectory } from '../../../test/processes.ts';
import { type S3Settings, s3Store } from './s3-store.ts';

const s3Bucket = 'letters';

/** An S3 server of another maker, on loopback, with its objects in a temporary folder. */
async function s3Settings(): Promise<S3Settings> {
  const server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: await temporaryDirectory(),
    configureBuckets: [{ name: s3Bucket }],
  });
  const { port } = await server.run();
  onTestFinished(() => server.close());
  return {
    s3Bucket,
    s3Prefix: 'posthorn/',
    s3Region: 'us-east-1',
    s3Endpoint: `http://127.0.0.1:${port}`,
    s3AccessKeyId: 'S3RVER',
    s3SecretAccessKey: 'S3RVER',
  };
}

beforeAll(() => {
  // The client of Amazon would look for profiles of whoever runs the tests.
  process.env.AWS_CONFIG_FILE = '/nonexistent';
});

test('a bucket keeps objects whole, gives ranges of them and lists them by prefix', async () => {
  const store = s3Store(await s3Settings());
  const bytes = randomBytes(300_000);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(await store.put('packs/ab/one', bytes, { mediaType: 'application/x-pack' })).toEqual({ bytes: 300_000, sha256 });
  async function* parts() {
    yield bytes.subarray(0, 7);
    yield bytes.subarray(7);
  }
  expect(await store.put('packs/ac/two', parts())).toEqual({ bytes: 300_000, sha256 });
  expect(Buffer.from(await store.get('packs/ab/one')).equals(bytes)).toBe(true);
  expect(Buffer.from(await store.get('packs/ac/two', { offset: 1000, length: 50 })).equals(bytes.subarray(1000, 1050))).toBe(true);
  const streamed: Uint8Array[] = [];
  for await (const part of await store.stream('packs/ab/one')) streamed.push(part);
  expect(Buffer.concat(streamed).equals(bytes)).toBe(true);
  const keys: string[] = [];
  for await (const { key } of store.list('packs/')) keys.push(key);
  expect(keys).toEqual(['packs/ab/one', 'packs/ac/two']);
  await store.delete('packs/ab/one');
  await expect(store.get('packs/ab/one')).rejects.toMatchObject({ code: 'object.not-found' });
});

test('a store that refuses or does not answer is said clearly', async () => {
  const settings = await s3Settings();
  await expect(s3Store({ ...settings, s3Bucket: 'another' }).put('a/b', new Uint8Array(1))).rejects.toMatchObject({
    code: 'object.store-unreachable',
    message: expect.stringContaining('NoSuchBucket'),
  });
  await expect(s3Store({ ...settings, s3Endpoint: 'http://127.0.0.1:1' }).get('a/b')).rejects.toMatchObject({
    code: 'object.store-unreachable',
  });
});
