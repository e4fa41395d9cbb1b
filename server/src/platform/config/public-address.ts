import type { Config } from './config.ts';

/**
 * The address under which customers reach this server, without a slash at its end; undefined where nobody said it. A demonstration, whose mails
 * nobody else gets, is reached where it listens.
 */
export function publicAddress({ publicUrl, demonstration, host, port }: Config): string | undefined {
  if (publicUrl !== undefined) return publicUrl.replace(/\/+$/, '');
  if (!demonstration || port === 0) return undefined;
  return `http://${host === '0.0.0.0' ? 'localhost' : host}:${port}`;
}
