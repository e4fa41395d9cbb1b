import type { Endpoint, ReplyOf } from '@posthorn/contract';
import { call, type InputOf } from './call.ts';

/** Sends a file as it is, with its media type. @throws ApiError as `call` */
export async function sendFile<E extends Endpoint>(
  endpoint: E,
  input: Omit<InputOf<E>, 'body'>,
  file: File,
  type: string,
): Promise<ReplyOf<E>> {
  return await call(endpoint, { ...input, raw: file, headers: { 'content-type': type } } as unknown as InputOf<E>);
}
