import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contentRoom, pushFolder, releaseVersion } from '../src/content/index.ts';
import { customerSink } from '../src/customers/index.ts';
import { importSource } from '../src/intake/index.ts';
import type { Actor, Platform } from '../src/platform/platform.ts';
import { factsForContent } from '../src/production/index.ts';

/** The example's folder. */
export const shop = join(import.meta.dirname, '../../examples/shop');
export const olga: Actor = { kind: 'user', id: 'olga', name: 'Olga' };
/** Releases what others wrote. */
export const rita: Actor = { kind: 'user', id: 'rita', name: 'Rita' };
export const templateId = 'shop-invoice';

/** Imports the example's customers, and its invoices of these days, or those of files of the same form. */
export async function importShop(platform: Platform, days: readonly string[]): Promise<void> {
  const mapping = async (name: string) => JSON.parse(await readFile(join(shop, `mapping/${name}.json`), 'utf8')) as unknown;
  const sinks = { customers: customerSink };
  await importSource(platform, olga, { path: join(shop, 'data/customers.csv'), mapping: await mapping('customers'), sinks });
  for (const day of days) {
    const path = day.endsWith('.csv') ? day : join(shop, `data/invoices/${day}.csv`);
    await importSource(platform, olga, { path, mapping: await mapping('invoices'), sinks });
  }
}

/** Pushes the example's template and releases it. @returns the id of the version */
export async function releaseShopTemplate(platform: Platform, folder = shop): Promise<string> {
  const { version } = await pushFolder(platform, olga, folder);
  await releaseVersion(platform, rita, version.id, 'For a test');
  return version.id;
}

/** The room as the composition root makes it. */
export const content = contentRoom({ production: factsForContent });
