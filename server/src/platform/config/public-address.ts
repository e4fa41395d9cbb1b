import type { Config } from './config.ts';

/** Where demonstrations on any free port listen. */
const listening = new WeakMap<Config, string>();

/** Keeps where this process listens, for a demonstration on any free port. */
export function rememberListening(config: Config, url: string): void {
  listening.set(config, url);
}

/**
 * The address under which customers reach this server, without a slash at its end; undefined where nobody said it. A demonstration, whose mails
 * nobody else gets, is reached where it listens.
 */
export function publicAddress(config: Config): string | undefined {
  const { publicUrl, demonstration, host, port } = config;
  if (publicUrl !== undefined) return publicUrl.replace(/\/+$/, '');
  if (!demonstration) return undefined;
  if (port === 0) return listening.get(config);
  return `http://${host === '0.0.0.0' ? 'localhost' : host}:${port}`;
}
