import { PosthornError } from '../errors/index.ts';

/** @throws PosthornError `object.bad-key`: a key must be safe as a path and the same on every store */
export function checkKey(key: string): string {
  const parts = key.split('/');
  const fine = key.length <= 500 && parts.every((part) => /^[a-z0-9_-][a-z0-9._-]*$/.test(part));
  if (!fine) throw new PosthornError('object.bad-key', { detail: `"${key}" is no key of an object.` });
  return key;
}
