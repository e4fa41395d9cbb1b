import { Card, Code, Text, Title } from '@mantine/core';
import { api } from '@posthorn/contract';
import { useTranslation } from 'react-i18next';
import { useApi, useApiPages } from '../../api/use-api.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { More, Rows } from '../../parts/rows.tsx';

interface Use {
  readonly purpose?: string;
  readonly model?: string;
  readonly sent?: number;
  readonly received?: number;
  readonly refused?: string;
}

/** Whether a language model is connected, what goes to it, and every use. Where none is: how to connect one. */
export function Assistant() {
  const { t } = useTranslation();
  const state = useApi(api.assistant.state, {});
  return (
    <Card>
      <Loaded answer={state} height={120}>
        {({ on, model, host }) => (
          <>
            <Title order={2} mb={4}>
              {t(on ? 'administration.assist.on' : 'administration.assist.off')}
            </Title>
            {on ? (
              <Text size="sm">{t('administration.assist.onText', { model, host })}</Text>
            ) : (
              <Text size="sm">
                {t('administration.assist.offText')} <Code>POSTHORN_ASSISTANT_URL</Code> <Code>POSTHORN_ASSISTANT_MODEL</Code>{' '}
                <Code>POSTHORN_ASSISTANT_KEY</Code>
              </Text>
            )}
            <Text size="sm" c="dimmed" mt={4}>
              {t('administration.assist.never')}
            </Text>
          </>
        )}
      </Loaded>
      <Uses />
    </Card>
  );
}

function Uses() {
  const { t } = useTranslation();
  const answer = useApiPages(api.administration.audit, { query: { action: 'content.assist' } });
  if (answer.rows.length === 0) return null;
  return (
    <>
      <Title order={2} mt="lg" mb="xs">
        {t('administration.assist.uses')}
      </Title>
      <Rows
        label={t('administration.assist.uses')}
        rows={answer.rows}
        keyOf={(entry) => String(entry.sequence)}
        columns={[
          { name: 'at', label: t('runs.at'), cell: (entry) => <Moment at={entry.at} exact /> },
          { name: 'actor', label: t('audit.actor'), cell: (entry) => entry.actor },
          { name: 'purpose', label: t('administration.assist.purpose'), cell: (entry) => purposeOf(entry.data as Use) },
          { name: 'model', label: t('administration.assist.model'), cell: (entry) => (entry.data as Use).model },
          { name: 'sent', label: t('administration.assist.sent'), align: 'right', cell: (entry) => (entry.data as Use).sent },
          {
            name: 'received',
            label: t('administration.assist.received'),
            align: 'right',
            cell: (entry) => (entry.data as Use).received ?? '–',
          },
          { name: 'refused', label: t('administration.assist.refused'), wide: true, cell: (entry) => (entry.data as Use).refused ?? '' },
        ]}
      />
      <More answer={answer} />
    </>
  );

  function purposeOf({ purpose }: Use) {
    return purpose === undefined ? '' : t(`editor.assist.purpose.${purpose as 'shorten'}`);
  }
}
