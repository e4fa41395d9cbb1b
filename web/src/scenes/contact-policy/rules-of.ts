import { type ChannelName, type ContactPolicy, channels } from '@posthorn/contract';
import type { TFunction } from 'i18next';

/** Monday first. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** The lists of rules of a policy, in the order in which they are shown. */
export const ruleKinds = ['caps', 'quiet', 'duplicates', 'conflicts', 'gatherings', 'digests', 'budgets'] as const;
export type RuleKind = (typeof ruleKinds)[number];
export type RuleOf<K extends RuleKind> = ContactPolicy[K][number];
export type AnyRule = RuleOf<RuleKind>;

/** An id made of a name, which no other rule of the policy has. */
export function idFor(name: string, policy: ContactPolicy): string {
  const taken = new Set(ruleKinds.flatMap((kind) => policy[kind].map((rule) => rule.id)));
  const plain = name
    .normalize('NFKD')
    .replace(/ß/g, 'ss')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 50);
  const wanted = plain === '' ? 'rule' : plain;
  for (let number = 1; ; number++) {
    const id = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.has(id)) return id;
  }
}

/** A rule to begin with. */
export const blankRules: { readonly [K in RuleKind]: RuleOf<K> } = {
  caps: { id: '', name: '', scope: 'customer', purpose: 'advertising', atMost: 2, days: 7 },
  quiet: { id: '', name: '', channels: ['sms'], from: '21:00', until: '08:00' },
  duplicates: { id: '', name: '', days: 30 },
  conflicts: { id: '', name: '', first: { matter: '' }, second: { purpose: 'advertising' }, days: 14, scope: 'customer' },
  gatherings: { id: '', name: '', purpose: 'advertising', at: '16:00' },
  digests: { id: '', name: '', purposes: ['advertising', 'service'], at: '17:00', atMost: 10 },
  budgets: { id: '', name: '', channel: 'post', perMonth: 100_000 },
};

/** Names in the screen's language. */
export interface Names {
  readonly t: TFunction;
  readonly money: (cents: number) => string;
}

const purposeName = (t: TFunction, purpose: string | undefined): string =>
  purpose === undefined ? t('policy.anyPurpose') : t(`purposes.${purpose}`, { defaultValue: purpose });
const channelNames = (t: TFunction, names: readonly ChannelName[] | undefined): string =>
  names === undefined || names.length === channels.length ? t('policy.anyChannel') : names.map((one) => t(`channels.${one}`)).join(', ');

const weekdayNames = (t: TFunction, days: readonly number[] | undefined): string =>
  days === undefined
    ? t('policy.everyDay')
    : weekdays
        .filter((day) => days.includes(day))
        .map((day) => t(`policy.weekday.${day}`))
        .join(', ');

/** A rule as a sentence. */
export function sentenceOf(kind: RuleKind, rule: AnyRule, { t, money }: Names): string {
  const is = <K extends RuleKind>(wanted: K, one: AnyRule): one is RuleOf<K> => kind === wanted && one !== undefined;
  const purpose = purposeName(t, 'purpose' in rule ? rule.purpose : undefined);
  const channel = channelNames(t, 'channel' in rule && rule.channel !== undefined ? [rule.channel] : undefined);
  if (is('caps', rule))
    return t('policy.says.caps', { count: rule.atMost, days: rule.days, purpose, channel, scope: t(`policy.scope.${rule.scope}`) });
  if (is('quiet', rule)) {
    const days = weekdayNames(t, rule.days);
    return t('policy.says.quiet', { from: rule.from, until: rule.until, channel: channelNames(t, rule.channels), days, purpose });
  }
  if (is('duplicates', rule))
    return t('policy.says.duplicates', { days: rule.days, purpose, matter: rule.matter ?? t('policy.anyMatter') });
  if (is('conflicts', rule)) {
    const { first, second, days, scope } = rule;
    const before =
      first.circumstance === undefined
        ? t('policy.saidBefore', { matter: first.matter })
        : t('policy.isTheCase', { kind: first.circumstance });
    const after = second.matter ?? purposeName(t, second.purpose);
    return t('policy.says.conflicts', { before, after, days, scope: t(`policy.scope.${scope}`) });
  }
  if (is('gatherings', rule)) return t('policy.says.gatherings', { purpose, channel, at: rule.at });
  if (is('digests', rule)) {
    const named = rule.purposes?.map((one) => purposeName(t, one)).join(', ') ?? t('policy.anyPurpose');
    const says = { purpose: named, count: rule.atMost, at: rule.at, days: weekdayNames(t, rule.days) };
    if (rule.channel !== 'post') return t('policy.says.digests', says);
    return rule.atMostSheets === undefined
      ? t('policy.says.envelopes', says)
      : t('policy.says.thinEnvelopes', { ...says, sheets: rule.atMostSheets });
  }
  if (is('budgets', rule)) return t('policy.says.budgets', { purpose, channel, amount: money(rule.perMonth) });
  return '';
}
