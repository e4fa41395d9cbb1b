import { createHash } from 'node:crypto';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { Config } from '../config/index.ts';
import { PosthornError } from '../errors/index.ts';
import { checkKey } from './object-key.ts';
import type { ObjectStore } from './object-store.ts';

export type S3Settings = Pick<Config, 's3Bucket' | 's3Prefix' | 's3Region' | 's3Endpoint' | 's3AccessKeyId' | 's3SecretAccessKey'>;

/** Objects in a bucket of an S3-compatible store. A put is whole or not at all by the nature of S3. */
export function s3Store(settings: S3Settings): ObjectStore {
  const Bucket = settings.s3Bucket!;
  const client = connect(settings);
  const fullKey = (key: string) => settings.s3Prefix + checkKey(key);
  const get = async (key: string, range?: { readonly offset: number; readonly length: number }) => {
    const Range = range === undefined ? undefined : `bytes=${range.offset}-${range.offset + range.length - 1}`;
    return explaining(key, () => client.send(new GetObjectCommand({ Bucket, Key: fullKey(key), Range })));
  };
  return {
    async put(key, bytes, options) {
      // Packs and streams of ours fit into memory; S3 wants to know the length before.
      const body = bytes instanceof Uint8Array ? bytes : await gathered(bytes);
      const command = new PutObjectCommand({ Bucket, Key: fullKey(key), Body: body, ContentType: options?.mediaType });
      await explaining(key, () => client.send(command));
      return { bytes: body.length, sha256: createHash('sha256').update(body).digest('hex') };
    },
    get: async (key, range) => (range?.length === 0 ? new Uint8Array() : await bodyOf(await get(key, range)).transformToByteArray()),
    stream: async (key) => bodyOf(await get(key)) as unknown as AsyncIterable<Uint8Array>,
    async delete(key) {
      await explaining(key, () => client.send(new DeleteObjectCommand({ Bucket, Key: fullKey(key) })));
    },
    list: (prefix) => listObjects(client, Bucket, settings.s3Prefix, prefix),
  };
}

function connect(settings: S3Settings): S3Client {
  const { s3AccessKeyId: accessKeyId, s3SecretAccessKey: secretAccessKey } = settings;
  return new S3Client({
    region: settings.s3Region,
    // Stores that are not Amazon's seldom answer to a host name per bucket.
    ...(settings.s3Endpoint === undefined ? {} : { endpoint: settings.s3Endpoint, forcePathStyle: true }),
    ...(accessKeyId === undefined || secretAccessKey === undefined ? {} : { credentials: { accessKeyId, secretAccessKey } }),
    // Newer checksums in headers are not understood by every compatible store.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}

function bodyOf(output: GetObjectCommandOutput): NonNullable<GetObjectCommandOutput['Body']> {
  if (output.Body === undefined) throw new PosthornError('object.store-unreachable', { detail: 'The object store sent no body.' });
  return output.Body;
}

async function explaining<T>(key: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    const name = (cause as Error).name;
    if (name === 'NoSuchKey' || name === 'NotFound')
      throw new PosthornError('object.not-found', { detail: `There is no object ${key}.`, cause });
    const reason = cause instanceof S3ServiceException ? `${name}: ${cause.message}` : (cause as Error).message;
    throw new PosthornError('object.store-unreachable', { detail: `The object store refuses ${key}: ${reason}`, cause });
  }
}

async function gathered(parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

async function* listObjects(client: S3Client, Bucket: string, base: string, prefix: string) {
  let ContinuationToken: string | undefined;
  do {
    const command = new ListObjectsV2Command({ Bucket, Prefix: base + prefix, ContinuationToken });
    const page = await explaining(prefix, () => client.send(command));
    for (const object of page.Contents ?? []) {
      yield { key: object.Key!.slice(base.length), bytes: object.Size ?? 0, modified: object.LastModified ?? new Date(0) };
    }
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
}
