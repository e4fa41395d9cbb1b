import type { ChannelName } from '@posthorn/contract';

type PreferencesByPurpose = Readonly<Record<string, ChannelName>>;

/** Purposes that every organisation has, besides `*` for all others. */
const usualPurposes = ['invoice'];

/** The purposes to show for a customer: the usual ones and their own, `*` (all others) last. */
export function purposesOf(preferences: PreferencesByPurpose): readonly string[] {
  const own = Object.keys(preferences).filter((purpose) => purpose !== '*');
  return [...new Set([...usualPurposes, ...own])].sort().concat('*');
}

/** The preferences with one of them changed. */
export function withPreference(preferences: PreferencesByPurpose, purpose: string, channel: ChannelName): Record<string, ChannelName> {
  return { ...preferences, [purpose]: channel };
}
