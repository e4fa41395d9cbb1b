import type { CampaignPoint, UsedDatum } from '@posthorn/contract';
import type { Template } from '@posthorn/engine';
import { dataOfCommunication, forbiddenInVersion } from '../../content/index.ts';
import type { Platform } from '../../platform/platform.ts';

type Point = Omit<CampaignPoint, 'variant'>;

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
    ...forbidden.map(
      ({ diagnostic: { message, hint } }): Point => ({
        code: 'data-forbidden',
        verdict: 'blocking',
        text: message,
        ...(hint === undefined ? {} : { hint }),
      }),
    ),
    ...judgeUse([...used.values()]),
  ];
}

/** What readers would ask about, the most sensitive first. */
function judgeUse(used: readonly UsedDatum[]): readonly Point[] {
  if (used.length === 0) return [{ code: 'data-none', verdict: 'good', text: 'It uses no data of its readers.' }];
  const named = (all: readonly UsedDatum[]) => all.map(({ name, path }) => name ?? path).join(', ');
  const delicate = used.filter(({ sensitivity }) => sensitivity === 'special' || sensitivity === 'confidential');
  const unclassified = used.filter(({ sensitivity }) => sensitivity === undefined);
  return [
    ...(delicate.length === 0
      ? []
      : [
          {
            ...{
              code: 'data-delicate',
              verdict: 'warning' as const,
              text: `It uses what readers may find too personal: ${named(delicate)}.`,
            },
            hint: 'Say it only where they expect it.',
          },
        ]),
    {
      code: 'data',
      verdict: 'good',
      text: `It uses ${named(used)}${unclassified.length === 0 ? '' : ` (${unclassified.length} not classified yet)`}.`,
    },
  ];
}
