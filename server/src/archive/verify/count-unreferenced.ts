import type { Platform } from '../../platform/platform.ts';

/** How many packs the object store has that are not among those referred to. */
export async function countUnreferenced(platform: Platform, referred: ReadonlySet<string>): Promise<number> {
  let count = 0;
  for await (const { key } of platform.objects.list('packs/')) if (!referred.has(key)) count++;
  return count;
}
