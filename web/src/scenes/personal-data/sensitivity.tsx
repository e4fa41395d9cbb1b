import { Badge } from '@mantine/core';
import type { Sensitivity } from '@posthorn/contract';
import { useTranslation } from 'react-i18next';
import { type Tone, toneColours } from '../../parts/colours.ts';

const tones: Readonly<Record<Sensitivity | 'unclassified', Tone>> = {
  public: 'waiting',
  ordinary: 'done',
  confidential: 'attention',
  special: 'bad',
  unclassified: 'waiting',
};

/** How sensitive an attribute is. */
export function SensitivityBadge({ of }: { readonly of: Sensitivity | undefined }) {
  const { t } = useTranslation();
  const known = of ?? 'unclassified';
  return (
    <Badge variant="dot" color={toneColours[tones[known]]} tt="none" fw={500} style={{ '--badge-bd': '1px solid var(--posthorn-line)' }}>
      {t(`personalData.class.${known}`)}
    </Badge>
  );
}
