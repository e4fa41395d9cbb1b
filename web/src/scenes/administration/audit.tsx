import { Alert, Button, Card, Code, Group, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { api } from '@posthorn/contract';
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiPages, useChange } from '../../api/use-api.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Hash } from '../../parts/hash.tsx';
import { Outline } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { More, Rows } from '../../parts/rows.tsx';

/** The hash-chained record of who did what, and the proof that nothing was changed in it. */
export function Audit() {
  const { t } = useTranslation();
  const [action, setAction] = useState('');
  const [asked] = useDebouncedValue(action.trim(), 250);
  const answer = useApiPages(api.administration.audit, { query: { action: asked || undefined } });
  return (
    <Card>
      <Group justify="space-between" mb="xs" align="flex-end">
        <TextInput
          aria-label={t('audit.action')}
          placeholder={t('audit.actionHint')}
          w={{ base: '100%', xs: 280 }}
          value={action}
          onChange={(event) => setAction(event.target.value)}
        />
        <Verify />
      </Group>
      {answer.error && <ProblemNote error={answer.error} retry={() => void answer.refetch()} />}
      {answer.isPending && <Outline height={480} />}
      {answer.isSuccess && answer.rows.length === 0 && (
        <Text size="sm" c="dimmed" py="md">
          {t('audit.empty')}
        </Text>
      )}
      {answer.rows.length > 0 && (
        <Rows
          label={t('administration.audit')}
          rows={answer.rows}
          keyOf={(entry) => String(entry.sequence)}
          columns={[
            { name: 'sequence', label: t('audit.sequence'), align: 'right', width: 70, cell: (entry) => entry.sequence },
            { name: 'at', label: t('runs.at'), cell: (entry) => <Moment at={entry.at} exact /> },
            { name: 'actor', label: t('audit.actor'), cell: (entry) => entry.actor },
            { name: 'action', label: t('audit.action'), cell: (entry) => <Code>{entry.action}</Code> },
            { name: 'subject', label: t('audit.subject'), wide: true, cell: (entry) => <span className="clip">{entry.subject}</span> },
            {
              name: 'data',
              label: t('audit.data'),
              wide: true,
              cell: (entry) => <span className="clip">{JSON.stringify(entry.data)}</span>,
            },
            { name: 'hash', label: t('audit.hash'), wide: true, cell: (entry) => <Hash value={entry.hash} /> },
          ]}
        />
      )}
      <More answer={answer} />
    </Card>
  );
}

function Verify() {
  const { t } = useTranslation();
  const format = useFormat();
  const verify = useChange(api.administration.verifyAudit);
  const { data } = verify;
  return (
    <Group gap="sm">
      <div aria-live="polite">
        {verify.error && <ProblemNote error={verify.error} />}
        {data && (
          <Alert
            py={6}
            color={data.intact ? 'petrol' : 'red'}
            variant="light"
            c="var(--mantine-color-text)"
            icon={data.intact ? <IconShieldCheck size={18} aria-hidden /> : <IconAlertTriangle size={18} aria-hidden />}
          >
            {data.intact
              ? t('audit.intact', { count: data.entries, number: format.number(data.entries) })
              : t('audit.broken', { sequence: data.firstBroken ?? '?' })}
          </Alert>
        )}
      </div>
      <Button
        variant="default"
        leftSection={<IconShieldCheck size={16} aria-hidden />}
        loading={verify.isPending}
        onClick={() => verify.mutate({})}
      >
        {t('audit.verify')}
      </Button>
    </Group>
  );
}
