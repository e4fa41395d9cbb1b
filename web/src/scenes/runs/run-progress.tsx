import { Group, Text } from '@mantine/core';
import type { Run } from '@posthorn/contract';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { toneColours } from '../../parts/colours.ts';
import { StackedBar } from '../../parts/stacked-bar.tsx';
import { recordsLeft, shareDone } from './progress-of.ts';

/** How far a run is: a picture, its numbers, the rate and the time left. */
export function RunProgress({ run, large = false }: { readonly run: Run; readonly large?: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const parts = [
    { name: 'composed', label: t('runs.composed'), value: run.composed, colour: toneColours.good },
    ...(run.failed > 0 ? [{ name: 'failed', label: t('runs.failed'), value: run.failed, colour: toneColours.bad }] : []),
    ...(run.withheld > 0 ? [{ name: 'withheld', label: t('runs.withheld'), value: run.withheld, colour: toneColours.attention }] : []),
    ...(recordsLeft(run) > 0
      ? [
          {
            name: 'left',
            label: run.state === 'cancelled' ? t('runs.notComposed') : t('runs.left'),
            value: recordsLeft(run),
            colour: toneColours.waiting,
          },
        ]
      : []),
  ];
  return (
    <div>
      <StackedBar label={t('runs.progress')} parts={parts} whole={run.records} height={large ? 16 : 10} />
      <Group gap="md" mt={6} mih={20}>
        <Text size="sm" fw={600} className="numbers">
          {format.percent(shareDone(run))}
        </Text>
        {run.state === 'running' && run.rate !== undefined && (
          <Text size="sm" c="dimmed" className="numbers">
            {t('runs.rate', { rate: format.number(Math.round(run.rate)) })}
          </Text>
        )}
        {run.state === 'running' && run.secondsLeft !== undefined && (
          <Text size="sm" c="dimmed" className="numbers">
            {t('runs.timeLeft', { time: format.duration(run.secondsLeft) })}
          </Text>
        )}
      </Group>
    </div>
  );
}
