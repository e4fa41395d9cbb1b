import type { FastifyInstance } from 'fastify';
import { platformPolicies } from './platform/auth/index.ts';
import { type Config, loadConfig } from './platform/config/index.ts';
import { migrate } from './platform/db/index.ts';
import { createServer } from './platform/http/index.ts';
import { createLogger, type Logger } from './platform/log/logger.ts';
import { type OpenPlatform, openPlatform } from './platform/open-platform.ts';
import type { Room } from './platform/room.ts';
import { holdServerLock } from './platform/server-lock.ts';
import { platformRoom } from './platform/tidy.ts';
import { rooms } from './rooms.ts';

/**
 * The composition root: puts the rooms on the platform. Nothing else knows all rooms.
 */

/** What a process does. A command that only reads and enqueues does neither. */
export interface Roles {
  /** Runs jobs, brings events to their subscribers, runs the rooms' own loops. */
  readonly work: boolean;
  /** Is the one server of its data directory; refused before it touches anything when there is another. Default false. */
  readonly server?: boolean;
}

export interface Posthorn {
  readonly platform: OpenPlatform;
  /** The HTTP server with all rooms' endpoints, not listening yet. */
  createServer(): Promise<FastifyInstance>;
  /** Stops in order: rooms' loops, jobs, events, database. */
  close(): Promise<void>;
}

export interface StartOptions extends Roles {
  readonly config: Config;
  readonly log: Logger;
  /** `false` when the database is known to be migrated. */
  readonly migrate?: boolean;
  readonly rooms?: readonly Room[];
}

/**
 * Opens the platform, migrates, lets the rooms declare what they do, and starts.
 * @throws PosthornError `data.in-use`
 */
export async function startPosthorn(options: StartOptions): Promise<Posthorn> {
  const { config, log } = options;
  const all = [platformRoom, ...(options.rooms ?? rooms)];
  const platform = await openPlatform({ config, log });
  const running: { stop(): Promise<void> }[] = [];
  let lock: { release(): Promise<void> } | undefined;
  const close = async () => {
    for (const loop of running.reverse()) await loop.stop();
    await lock?.release();
    await platform.close();
  };
  try {
    if (options.server) lock = await holdServerLock(platform);
    if (options.migrate ?? true) await migrate(platform.pool, log);
    for (const room of all) {
      room.jobs?.(platform);
      room.subscriptions?.(platform);
    }
    for (const room of all) await room.prepare?.(platform);
    await platform.start({ work: options.work });
    if (options.work) for (const room of all) if (room.work !== undefined) running.push(await room.work(platform));
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }
  return {
    platform,
    close,
    createServer: () =>
      createServer(platform, {
        policies: [platformPolicies, ...all.map((room) => room.policies ?? {})],
        routes: (app) => {
          for (const room of all) room.routes?.(app, platform);
        },
      }),
  };
}

/** The configuration and the log of a command: values of the command line before the environment and the file. */
export function configure(given: Parameters<typeof loadConfig>[0]['given'], file?: string): { config: Config; log: Logger } {
  const { config } = loadConfig({ env: process.env, ...(given === undefined ? {} : { given }), ...(file === undefined ? {} : { file }) });
  const pretty = config.logFormat === 'pretty' || (config.logFormat === 'auto' && process.stderr.isTTY);
  return { config, log: createLogger({ level: config.logLevel, format: pretty ? 'pretty' : 'json' }) };
}
