import { Card, Group, Stack, Switch, Title } from '@mantine/core';
import { api } from '@posthorn/contract';
import { IconMailCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiPages } from '../../api/use-api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Outline } from '../../parts/loaded.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { More } from '../../parts/rows.tsx';
import { Case } from './case.tsx';

/** The letters that came back, until somebody has settled what becomes of the address. */
export function Cases() {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const answer = useApiPages(api.returnedLetters.list, { query: { open: !all } }, 25);
  return (
    <Card component="section" aria-labelledby="returned-cases">
      <Group justify="space-between" mb="md" gap="xs">
        <Title order={2} id="returned-cases">
          {t(all ? 'returned.all' : 'returned.open')}
        </Title>
        <Switch label={t('returned.showSettled')} checked={all} onChange={(event) => setAll(event.target.checked)} />
      </Group>
      {answer.error && <ProblemNote error={answer.error} />}
      {answer.isPending && <Outline height={240} />}
      {answer.isSuccess && answer.rows.length === 0 && (
        <EmptyState icon={IconMailCheck} title={t('returned.none')} text={t('returned.noneText')} />
      )}
      <Stack gap="lg">
        {answer.rows.map((one) => (
          <Case key={one.id} letter={one} />
        ))}
      </Stack>
      <More answer={answer} />
    </Card>
  );
}
