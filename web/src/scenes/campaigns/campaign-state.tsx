import { Badge } from '@mantine/core';
import type { Campaign } from '@posthorn/contract';
import { useTranslation } from 'react-i18next';
import { type Tone, toneColours } from '../../parts/colours.ts';

const tones: Record<Campaign['state'], Tone> = {
  draft: 'attention',
  approved: 'good',
  drawing: 'good',
  sending: 'good',
  paused: 'attention',
  done: 'done',
  stopped: 'bad',
};

export function CampaignState({ state }: { readonly state: Campaign['state'] }) {
  const { t } = useTranslation();
  return (
    <Badge
      variant="dot"
      color={toneColours[tones[state]]}
      tt="none"
      fw={500}
      style={{ '--badge-bd': '1px solid var(--posthorn-line)', flex: 'none' }}
    >
      {t(`campaigns.states.${state}`)}
    </Badge>
  );
}
