import { readFile } from 'node:fs/promises';
import type { ConsentEntry, Permission } from '@posthorn/contract';
import type { Brand, Program, Template } from '@posthorn/engine';
import { compile } from '@posthorn/engine';
import type { Platform } from '../../platform/platform.ts';
import { showCustomer } from '../find-customers.ts';
import { words } from './proof/words.ts';
import { showConsents } from './show-consents.ts';
import type { UsedData, UsedDataFunction } from './used-data.ts';

type Language = 'en' | 'de';

/**
 * What a customer agreed to, with everything that proves it, as a PDF that can be handed to a court or the authority (§ 7a UWG); and which personal
 * data went into the newest communications (Art. 15 GDPR), where it is known.
 * @throws PosthornError `customer.not-found`
 */
export async function printProof(
  platform: Platform,
  customerId: string,
  language: Language,
  usedData?: UsedDataFunction,
): Promise<Uint8Array> {
  const { id, number, name } = await showCustomer(platform, customerId);
  const { permissions, entries } = await showConsents(platform, id);
  const used = usedData === undefined ? [] : await usedData(platform, id);
  const now = platform.clock();
  const wordings = wordingsOf(entries);
  const say = words[language];
  const record = {
    customer: { number, name },
    printedAt: moment(now.toISOString()),
    permissions: permissions.map((one) => ({
      what: `${say.purpose(one.purpose)}, ${say.channels[one.channel]}`,
      state: say.states[one.state],
      since: moment(one.since),
      note: limits(one, language),
    })),
    entries: entries.toReversed().map((entry) => ({
      at: moment(entry.at),
      what: `${say.purpose(entry.purpose)}, ${say.channels[entry.channel]}${entry.address === undefined ? '' : `: ${entry.address}`}`,
      act: say.acts[entry.act],
      way: say.ways[entry.way],
      ...(entry.text === undefined ? {} : { wording: `${say.wording} ${wordings.indexOf(entry.text.id) + 1}` }),
      ...(Object.keys(entry.evidence).length === 0 ? {} : { evidence: evidenceText(entry.evidence) }),
      noted: say.noted(moment(entry.notedAt), entry.notedBy),
      id: entry.id,
    })),
    communications: used.map((one) => usedText(one, language)),
    wordings: wordings.map((id, index) => {
      const text = entries.find((entry) => entry.text?.id === id)!.text!;
      return {
        label: `${say.wording} ${index + 1}`,
        name: `${text.name} (${text.language})`,
        paragraphs: text.wording.split(/\n+/).filter(Boolean),
      };
    }),
  };
  kept ??= load();
  const program = await kept;
  const { bytes } = program.compose(record, 'pdf', { language, now: now.toISOString() }) as { bytes: Uint8Array };
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

/** Ids of the wordings in the order in which the customer saw them. */
const wordingsOf = (entries: readonly ConsentEntry[]): readonly string[] => [
  ...new Set(entries.toReversed().flatMap((entry) => entry.text?.id ?? [])),
];

const moment = (iso: string): string => iso.slice(0, 16).replace('T', ' ');

function limits({ until, address, goods }: Permission, language: Language): string {
  const say = words[language];
  return [
    address,
    until === undefined ? undefined : say.until(until.slice(0, 10)),
    goods.length === 0 ? undefined : say.goods(goods.join(', ')),
  ]
    .filter(Boolean)
    .join('; ');
}

/** A line of what was used, the most sensitive first; each class is named once. */
function usedText({ at, subject, reference, channel, data }: UsedData, language: Language) {
  const say = words[language];
  const classes = Map.groupBy(data, ({ sensitivity }) => sensitivity ?? 'unclassified');
  const parts = [...classes].map(([name, of]) => `${say.classes[name]}: ${of.map((one) => one.name).join(', ')}`);
  return { at: moment(at), what: subject, reference: `${reference}, ${say.channels[channel]}`, data: parts.join('; ') || '–' };
}

const evidenceText = (evidence: ConsentEntry['evidence']): string =>
  Object.entries(evidence)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('; ');
