import { Alert, Card, Stack, Text, Title } from '@mantine/core';
import { api, type ReportHint, type DomainReports as Reports } from '@posthorn/contract';
import { IconAlertTriangle, IconReportAnalytics } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/use-api.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Rows } from '../../parts/rows.tsx';

/** Days that are looked back on: most receivers report once a day. */
const days = 30;

/** What receivers reported about a domain: who sends in its name, what passes, and what to do about the rest. */
export function DomainReports({ domain }: { readonly domain: string }) {
  const { t } = useTranslation();
  const answer = useApi(api.sending.reports, { params: { domain }, query: { days } });
  return (
    <Card component="section" aria-label={t('deliverability.reports.title', { domain })}>
      <Title order={2} mb="xs">
        {t('deliverability.reports.title', { domain })}
      </Title>
      <Loaded answer={answer} height={240}>
        {(reports) =>
          reports.reports === 0 ? (
            <EmptyState icon={IconReportAnalytics} title={t('deliverability.reports.none')} text={t('deliverability.reports.noneText')} />
          ) : (
            <Found reports={reports} />
          )
        }
      </Loaded>
    </Card>
  );
}

function Found({ reports }: { readonly reports: Reports }) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {t('deliverability.reports.from', { count: reports.reports, days, reporters: reports.reporters.join(', ') })}
      </Text>
      {reports.hints.length > 0 && (
        <Stack gap="xs" component="ul" aria-label={t('deliverability.reports.hints')} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {reports.hints.map((hint) => (
            <li key={hint.code + Object.values(hint.values).join()}>
              <Hint hint={hint} />
            </li>
          ))}
        </Stack>
      )}
      {reports.sources.length > 0 && <Sources reports={reports} />}
      {reports.tls.succeeded + reports.tls.failures.length > 0 && <Tls reports={reports} />}
    </Stack>
  );
}

function Hint({ hint: { code, count, values } }: { readonly hint: ReportHint }) {
  const { t } = useTranslation();
  const format = useFormat();
  const said = { ...values, count, number: format.number(count) };
  return (
    <Alert
      color={code === 'dmarc-fails' ? 'red' : 'yellow'}
      variant="light"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      c="var(--mantine-color-text)"
    >
      <Text size="sm" fw={550} style={{ overflowWrap: 'anywhere' }}>
        {t(`deliverability.reports.hint.${code}.what`, said)}
      </Text>
      <Text size="sm">{t(`deliverability.reports.hint.${code}.todo`, said)}</Text>
    </Alert>
  );
}

function Sources({ reports: { sources } }: { readonly reports: Reports }) {
  const { t } = useTranslation();
  const format = useFormat();
  const share = (part: number, whole: number) => format.percent(part / whole);
  return (
    <Rows
      label={t('deliverability.reports.sources')}
      rows={sources}
      keyOf={({ source }) => source}
      columns={[
        { name: 'source', label: t('deliverability.reports.source'), cell: ({ source }) => source },
        {
          name: 'messages',
          label: t('deliverability.reports.messages'),
          align: 'right',
          cell: ({ messages }) => <span>{format.number(messages)}</span>,
        },
        { name: 'spf', label: 'SPF', align: 'right', cell: ({ spf, messages }) => <span>{share(spf, messages)}</span> },
        { name: 'dkim', label: 'DKIM', align: 'right', cell: ({ dkim, messages }) => <span>{share(dkim, messages)}</span> },
        {
          name: 'rejected',
          label: t('deliverability.reports.rejected'),
          align: 'right',
          wide: true,
          cell: ({ rejected }) => <span>{format.number(rejected)}</span>,
        },
        {
          name: 'for',
          label: t('deliverability.reports.sentFor'),
          wide: true,
          cell: ({ sentFor }) => <span style={{ overflowWrap: 'anywhere' }}>{sentFor.join(', ') || '–'}</span>,
        },
      ]}
    />
  );
}

function Tls({ reports: { tls } }: { readonly reports: Reports }) {
  const { t } = useTranslation();
  const format = useFormat();
  const failed = tls.failures.reduce((sum, { sessions }) => sum + sessions, 0);
  return (
    <Text size="sm">{t('deliverability.reports.tls', { succeeded: format.number(tls.succeeded), failed: format.number(failed) })}</Text>
  );
}
