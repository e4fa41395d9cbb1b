import type { DataRecord } from '../../src/compose.ts';
import type { TemplateBundle } from '../../src/template/model.ts';
import { exampleBundle, exampleRecords } from '../bundles.ts';
import { bundleOf, goldenCases } from '../suite/cases.ts';
import { damagedImage } from './images.ts';
import { mutateBytes, mutateFont } from './mutate-bytes.ts';
import { type Json, mutateJson } from './mutate-json.ts';
import { type Random, randomOf } from './random.ts';

/** What is tried: a bundle and a record, one of which is damaged. */
export interface FuzzCase {
  readonly base: string;
  readonly bundle: TemplateBundle;
  readonly record: DataRecord;
}

interface Base {
  readonly name: string;
  readonly bundle: () => Promise<TemplateBundle>;
  readonly records: readonly DataRecord[];
}

const EXAMPLES = ['bank-statement', 'contract', 'insurance-policy', 'newsletter', 'reminder-letter', 'shop', 'utility-bill'];

/** All golden cases and all examples; a golden case is small and shows one thing, so most damage hits what it shows. */
const BASES: readonly Base[] = [
  ...goldenCases().map((golden) => ({ name: golden.name, bundle: () => bundleOf(golden), records: [golden.record ?? {}] })),
  ...EXAMPLES.map((name) => ({ name, bundle: async () => exampleBundle(name), records: exampleRecords(name) })),
];

/** Changes of one document; more of them only hide each other. */
const FEW = 4;

type Area = (random: Random) => Promise<FuzzCase>;

const intact = async (random: Random, bases: readonly Base[] = BASES): Promise<FuzzCase> => {
  const base = random.pick(bases);
  return { base: base.name, bundle: await base.bundle(), record: random.pick(base.records) };
};

/** Template, brand or a block is changed. */
const templates: Area = async (random) => {
  const whole = await intact(random);
  const { template, brand, blocks } = whole.bundle;
  const way = random.below(10);
  const parts =
    way < 6
      ? { template: mutateJson(template, random, FEW) }
      : way < 8
        ? { brand: mutateJson(brand, random, FEW) }
        : { blocks: mutateJson(blocks, random, FEW) };
  return { ...whole, bundle: { ...whole.bundle, ...parts } };
};

const HUGE_LIST = 200_000;
const HUGE_TEXT = 300_000;

/** The record is changed, once in a while into one that is very large. */
const data: Area = async (random) => {
  const whole = await intact(random);
  const record = mutateJson(whole.record, random, FEW) as DataRecord;
  return { ...whole, record: random.once(25) ? swollen(record as { [key: string]: Json }, random) : record };
};

function swollen(record: { [key: string]: Json }, random: Random): DataRecord {
  const key = random.pick([...Object.keys(record), 'other']);
  const value = record[key];
  if (Array.isArray(value) && value.length > 0) return { ...record, [key]: Array.from({ length: HUGE_LIST }, () => random.pick(value)) };
  return { ...record, [key]: random.pick(['x', 'two words ', '\n', '\u0301', '{{', 'שלום ']).repeat(HUGE_TEXT) };
}

const isFont = (bytes: Uint8Array): boolean => bytes[0] === 0 && bytes[1] === 1 && bytes[2] === 0 && bytes[3] === 0;
const isPdf = (bytes: Uint8Array): boolean => bytes[0] === 0x25 && bytes[1] === 0x50;

/** One file of those that a bundle uses is damaged. */
const damaging =
  (which: (bytes: Uint8Array) => boolean, damage: (bytes: Uint8Array, random: Random) => Uint8Array): Area =>
  async (random) => {
    const whole = await intact(random);
    const said = JSON.stringify(whole.bundle.template) + JSON.stringify(whole.bundle.blocks) + JSON.stringify(whole.bundle.brand.fonts);
    const names = Object.keys(whole.bundle.assets).filter((name) => which(whole.bundle.assets[name]!) && said.includes(`"${name}"`));
    // Most bases have a font, few an image or a PDF: look on until there is one.
    if (names.length === 0) return await damaging(which, damage)(random);
    const name = random.pick(names);
    const assets = { ...whole.bundle.assets, [name]: damage(whole.bundle.assets[name]!, random) };
    return { ...whole, base: `${whole.base} (${name})`, bundle: { ...whole.bundle, assets } };
  };

export const AREAS = {
  templates,
  data,
  fonts: damaging(isFont, (font, random) => (random.once(4) ? mutateBytes(font, random) : mutateFont(font, random))),
  images: damaging((bytes) => !isFont(bytes) && !isPdf(bytes), damagedImage),
  enclosures: damaging(isPdf, mutateBytes),
} as const satisfies Record<string, Area>;

export type AreaName = keyof typeof AREAS;
export const AREA_NAMES = Object.keys(AREAS) as AreaName[];

/** The case that an area makes of a seed. */
export const caseOf = (area: AreaName, seed: number): Promise<FuzzCase> => AREAS[area](randomOf(seed));
