import type { Platform } from '../../platform/platform.ts';
import { type ComposePool, createComposePool } from './compose-pool.ts';

const pools = new WeakMap<Platform, ComposePool>();

/** The composing threads of this process, for runs and for composing again. Started when first used, ended when idle for long. */
export function sharedPool(platform: Platform): ComposePool {
  const pool = pools.get(platform) ?? createComposePool(platform.config.composeThreads);
  pools.set(platform, pool);
  return pool;
}
