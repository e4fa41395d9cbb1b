import type { ConsentEntry, Customer, Permission } from '@posthorn/contract';
import type { SuppressionList } from '../../suppression/types.ts';
import type { UsedData } from '../used-data.ts';
import { words } from './words.ts';

export type ProofLanguage = keyof typeof words;

/** All that is known of a customer's permissions. */
export interface Proven {
  readonly customer: Pick<Customer, 'number' | 'name' | 'postalAddress' | 'contactPoints' | 'wishes'>;
  readonly permissions: readonly Permission[];
  /** Newest first. */
  readonly entries: readonly ConsentEntry[];
  readonly lists: readonly SuppressionList[];
  readonly used: readonly UsedData[];
  readonly printedAt: Date;
}

/** What `template.json` prints, in the words of a language. */
export function proofRecord({ customer, permissions, entries, lists, used, printedAt }: Proven, language: ProofLanguage) {
  const say = words[language];
  const wordings = wordingsOf(entries);
  return {
    customer: {
      number: customer.number,
      name: customer.name,
      place: customer.postalAddress.filter((line) => line !== customer.name).join(', '),
      reached: reached(customer, language),
    },
    printedAt: say.moment(printedAt.toISOString()),
    permissions: permissions.map((one) => ({
      what: `${say.purpose(one.purpose)}, ${say.channels[one.channel]}`,
      state: say.states[one.state],
      since: say.moment(one.since),
      note: limits(one, language),
    })),
    lists: lists.map(({ name, kind, listedBy, source, takenOn, useBy }) => ({
      what: say.lists[kind],
      name,
      by: say.listedBy[listedBy],
      source: `${source}, ${say.asOf(takenOn)}${useBy === null ? '' : `, ${say.until(useBy)}`}`,
    })),
    copies: (customer.wishes.representatives ?? []).map((one) => representativeText(one, language)),
    entries: entries.toReversed().map((entry) => entryText(entry, wordings, language)),
    communications: used.map((one) => usedText(one, language)),
    wordings: wordings.map((id, index) => {
      const text = entries.find((entry) => entry.text?.id === id)!.text!;
      const paragraphs = text.wording.split(/\n+/).filter(Boolean);
      return { label: `${say.wording} ${index + 1}`, name: `${text.name} (${text.language})`, paragraphs };
    }),
  };
}

/** Ids of the wordings in the order in which the customer saw them. */
const wordingsOf = (entries: readonly ConsentEntry[]): readonly string[] => [
  ...new Set(entries.toReversed().flatMap((entry) => entry.text?.id ?? [])),
];

const reached = ({ contactPoints }: Pick<Customer, 'contactPoints'>, language: ProofLanguage): string =>
  contactPoints.map(({ channel, address }) => `${words[language].channels[channel]}: ${address}`).join('; ');

function entryText(entry: ConsentEntry, wordings: readonly string[], language: ProofLanguage) {
  const say = words[language];
  return {
    at: say.moment(entry.at),
    what: `${say.purpose(entry.purpose)}, ${say.channels[entry.channel]}${entry.address === undefined ? '' : `: ${entry.address}`}`,
    act: say.acts[entry.act],
    way: say.ways[entry.way],
    ...(entry.text === undefined ? {} : { wording: `${say.wording} ${wordings.indexOf(entry.text.id) + 1}` }),
    ...(Object.keys(entry.evidence).length === 0 ? {} : { evidence: evidenceText(entry.evidence, language) }),
    noted: say.noted(say.moment(entry.notedAt), entry.notedBy),
    id: entry.id,
  };
}

function limits({ until, address, goods, proofUntil }: Permission, language: ProofLanguage): string {
  const say = words[language];
  const notes = [
    address,
    until === undefined ? undefined : say.until(until),
    goods.length === 0 ? undefined : say.goods(goods.join(', ')),
    proofUntil === undefined ? undefined : say.keptUntil(proofUntil),
  ];
  return notes.filter(Boolean).join('; ');
}

type Representative = NonNullable<Customer['wishes']['representatives']>[number];

/** Who gets what is written to the customer, instead or beside. */
function representativeText({ kind, name, purposes, from, until, proof }: Representative, language: ProofLanguage) {
  const say = words[language];
  const limit = [from === undefined ? undefined : say.from(from), until === undefined ? undefined : say.until(until)];
  return {
    who: name,
    as: say.representatives[kind],
    what: [purposes === undefined ? say.allButAdvertising : purposes.map(say.purpose).join(', '), ...limit].filter(Boolean).join('; '),
    ...(proof === undefined ? {} : { proof }),
  };
}

/** A line of what was used, the most sensitive first; each class is named once. */
function usedText({ at, subject, reference, channel, data }: UsedData, language: ProofLanguage) {
  const say = words[language];
  const classes = Map.groupBy(data, ({ sensitivity }) => sensitivity ?? 'unclassified');
  const parts = [...classes].map(([name, of]) => `${say.classes[name]}: ${of.map((one) => one.name).join(', ')}`);
  return { at: say.moment(at), what: subject, reference: `${reference}, ${say.channels[channel]}`, data: parts.join('; ') || '–' };
}

const evidenceText = (evidence: ConsentEntry['evidence'], language: ProofLanguage): string =>
  Object.entries(evidence)
    .map(([name, value]) => `${words[language].evidence[name] ?? name}: ${valueText(value, language)}`)
    .join('; ');

function valueText(value: unknown, language: ProofLanguage): string {
  if (typeof value === 'boolean') return words[language].answer(value);
  if (Array.isArray(value)) return value.map((one) => valueText(one, language)).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
