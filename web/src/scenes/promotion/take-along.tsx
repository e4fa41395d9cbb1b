import { Button, Card, Group, MultiSelect, Text, Title } from '@mantine/core';
import { api } from '@posthorn/contract';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../api/call.ts';
import { useApiPages } from '../../api/use-api.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';

/** Templates of this environment as files for another one, or for a version control: one archive with a folder for each. */
export function TakeAlong() {
  const { t } = useTranslation();
  const format = useFormat();
  const [chosen, choose] = useState<string[]>([]);
  const answer = useApiPages(api.content.templates, { query: {} }, 200);
  const there = answer.rows.filter(({ latest }) => latest !== undefined);
  return (
    <Card mb="md">
      <Title order={2} mb={4}>
        {t('promotion.along.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('promotion.along.text')}
      </Text>
      {answer.error && <ProblemNote error={answer.error} retry={() => void answer.refetch()} />}
      <Group gap="xs" align="flex-end">
        <MultiSelect
          flex={1}
          miw={220}
          maw={560}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('actions.clear') }}
          label={t('doors.templates')}
          nothingFoundMessage={t('templates.nothingFound')}
          data={there.map(({ id, name, latest }) => ({
            value: id,
            label: `${nameIn(name, format.of) || id} · ${t('templates.version', { version: latest!.version })}`,
          }))}
          value={chosen}
          onChange={choose}
        />
        {chosen.length === 0 ? (
          <Button variant="default" disabled leftSection={<IconDownload size={16} aria-hidden />}>
            {t('actions.download')}
          </Button>
        ) : (
          <Button
            component="a"
            href={addressOf(api.promotion.archive, { query: { templates: chosen.join(',') } })}
            download
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('actions.download')}
          </Button>
        )}
      </Group>
    </Card>
  );
}
