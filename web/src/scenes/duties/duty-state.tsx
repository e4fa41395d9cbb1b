import { Badge, Group, Text } from '@mantine/core';
import type { Duty, DutyVerdict } from '@posthorn/contract';
import { IconAlertCircle, IconCircleCheck, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { type Tone, toneColours } from '../../parts/colours.ts';

const tones: Record<Duty['state'], Tone> = { holds: 'done', later: 'waiting', ended: 'waiting' };

/** Whether a duty holds today. */
export function DutyState({ of: { state, content } }: { readonly of: Duty }) {
  const { t } = useTranslation();
  const format = useFormat();
  const day = state === 'later' ? content.validFrom : state === 'ended' ? content.validUntil : undefined;
  return (
    <Badge variant="dot" color={toneColours[tones[state]]} tt="none" fw={500} style={{ '--badge-bd': '1px solid var(--posthorn-line)' }}>
      {t(`duties.state.${state}`)}
      {day && ` ${format.date(day)}`}
    </Badge>
  );
}

const icons = { met: IconCircleCheck, unmet: IconAlertCircle, unchecked: IconClock } as const;
const colours = {
  met: 'var(--mantine-color-petrol-6)',
  unmet: 'var(--mantine-color-error)',
  unchecked: 'var(--mantine-color-dimmed)',
} as const;

/** Whether a released version meets a duty. */
export function VerdictState({ state }: { readonly state: DutyVerdict['state'] }) {
  const { t } = useTranslation();
  const Icon = icons[state];
  return (
    <Group gap={5} wrap="nowrap">
      <Icon size={16} aria-hidden color={colours[state]} style={{ flex: 'none' }} />
      <Text size="sm" component="span">
        {t(`duties.verdict.${state}`)}
      </Text>
    </Group>
  );
}

/** How many released versions meet a duty and how many don't. */
export function Counts({ of: { met, unmet, unchecked } }: { readonly of: Duty }) {
  const { t } = useTranslation();
  if (met + unmet + unchecked === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('duties.none')}
      </Text>
    );
  const shown = [
    ['met', met],
    ['unmet', unmet],
    ['unchecked', unchecked],
  ] as const;
  return (
    <Group gap="sm">
      {shown
        .filter(([, count]) => count > 0)
        .map(([state, count]) => {
          const Icon = icons[state];
          return (
            <Group key={state} gap={4} wrap="nowrap">
              <Icon size={16} aria-hidden color={colours[state]} />
              <Text size="sm" component="span" className="numbers">
                {t(`duties.count.${state}`, { count })}
              </Text>
            </Group>
          );
        })}
    </Group>
  );
}
