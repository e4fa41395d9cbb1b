import type { UsedDatum } from '@posthorn/contract';
import type { Template } from '@posthorn/engine';
import { dataOfCommunication, forbiddenInVersion } from '../../content/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { blocking, good, type Point, warning } from './point.ts';

/** Media that templates are shown in. */
const media = ['letter', 'email', 'web', 'sms', 'push', 'chat'] as const;

/** Which of its readers' data a version uses, and whether for this purpose it may: by the register as it is now, which may have changed since the release. */
export async function checkPersonalData(
  platform: Platform,
  versionId: string,
  { purpose, languages }: Template,
): Promise<readonly Point[]> {
  const at = platform.clock();
  const forbidden = await forbiddenInVersion(platform, { versionId, purpose, day: at.toISOString().slice(0, 10) });
  const used = new Map<string, UsedDatum>();
  for (const language of languages)
    for (const one of await dataOfCommunication(platform, { versionId, at, channels: media, language })) used.set(one.path, one);
  return [
    ...forbidden.map(({ diagnostic: { message, hint = 'Take it out of the template.' } }) =>
      blocking('data-forbidden', message, hint, { message }),
    ),
    ...judgeUse([...used.values()]),
  ];
}

/** What readers would ask about, the most sensitive first. */
function judgeUse(used: readonly UsedDatum[]): readonly Point[] {
  if (used.length === 0) return [good('data-none', 'It uses no data of its readers.')];
  const named = (all: readonly UsedDatum[]) => all.map(({ name, path }) => name ?? path).join(', ');
  const delicate = used.filter(({ sensitivity }) => sensitivity === 'special' || sensitivity === 'confidential');
  const unclassified = used.filter(({ sensitivity }) => sensitivity === undefined);
  const note = unclassified.length === 0 ? '' : ` (${unclassified.length} not classified yet)`;
  const names = named(used);
  const all = good('data', `It uses ${names}${note}.`, { names, unclassified: unclassified.length });
  if (delicate.length === 0) return [all];
  const text = `It uses what readers may find too personal: ${named(delicate)}.`;
  return [warning('data-delicate', text, 'Say it only where they expect it.', { names: named(delicate) }), all];
}
