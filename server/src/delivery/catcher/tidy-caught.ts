import type { Platform } from '../../platform/platform.ts';
import { caughtBeyond, forgetCaught } from './store.ts';

/** Messages that the catcher keeps: more than anybody looks through, a few gigabytes at most. */
const kept = 10_000;
/** Taken away at a time. */
const sliceSize = 200;

/**
 * Takes away what the catcher holds beyond the newest messages. The bytes go first: after a crash in between the row is still there
 * and is found again.
 */
export async function tidyCaught({ db, objects, log }: Pick<Platform, 'db' | 'objects' | 'log'>, keep = kept): Promise<void> {
  let messages = 0;
  for (let found = sliceSize; found === sliceSize; messages += found) {
    const old = await caughtBeyond(db, keep, sliceSize);
    found = old.length;
    for (const { objectKey } of old) await objects.delete(objectKey);
    await forgetCaught(
      db,
      old.map((one) => one.id),
    );
  }
  if (messages > 0) log.info({ messages }, 'old caught messages taken away');
}
