import { readFile } from 'node:fs/promises';
import type { Brand, Program, Template } from '@posthorn/engine';
import { compile } from '@posthorn/engine';
import type { Platform } from '../../platform/platform.ts';
import { showCustomer } from '../find-customers.ts';
import { standingOnLists } from '../suppression/ask-suppression.ts';
import { type ProofLanguage, type Proven, proofRecord } from './proof/record.ts';
import { showConsents } from './show-consents.ts';
import type { UsedDataFunction } from './used-data.ts';

/**
 * What a customer agreed to, with everything that proves it, as a PDF that can be handed to a court or the authority (§ 7a UWG); the lists on which they
 * stand, who gets copies, and which personal data went into the newest communications (Art. 15 GDPR), where it is known.
 * @throws PosthornError `customer.not-found`
 */
export async function printProof(
  platform: Platform,
  customerId: string,
  language: ProofLanguage,
  usedData?: UsedDataFunction,
): Promise<Uint8Array> {
  const customer = await showCustomer(platform, customerId);
  const [shown, lists, used] = await Promise.all([
    showConsents(platform, customer.id),
    standingOnLists(platform.db, customer.id),
    usedData?.(platform, customer.id) ?? [],
  ]);
  return composeProof({ customer, ...shown, lists, used, printedAt: platform.clock() }, language);
}

/** The same of what is known already. */
export async function composeProof(proven: Proven, language: ProofLanguage): Promise<Uint8Array> {
  kept ??= load();
  const program = await kept;
  const now = proven.printedAt.toISOString();
  const { bytes } = program.compose(proofRecord(proven, language), 'pdf', { language, now }) as { bytes: Uint8Array };
  return bytes;
}

let kept: Promise<Program> | undefined;

async function load(): Promise<Program> {
  const json = async (name: string) => JSON.parse(await readFile(new URL(`proof/${name}.json`, import.meta.url), 'utf8')) as unknown;
  const brand = (await json('brand')) as Brand;
  const fonts = Object.entries(brand.assets ?? {}).map(
    async ([name, path]) => [name, await readFile(new URL(import.meta.resolve(path)))] as const,
  );
  const bundle = {
    template: (await json('template')) as Template,
    brand,
    blocks: {},
    assets: Object.fromEntries(await Promise.all(fonts)),
  };
  return await compile(bundle, { formats: ['pdf'] });
}
