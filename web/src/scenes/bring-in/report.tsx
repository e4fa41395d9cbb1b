import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { api, type ReplyOf } from '@posthorn/contract';
import { IconSearch } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/use-api.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Figure } from '../../parts/facts.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Rows } from '../../parts/rows.tsx';
import { ReportFiles } from './report-files.tsx';
import { Severity } from './severity.tsx';

const route = getRouteApi('/inside/bring-in');
type Reply = ReplyOf<typeof api.importing.report>;

/** What became of files that were brought in together: in sum, by kind of finding, and file by file. */
export function Report({ batch, running }: { readonly batch: string; readonly running: boolean }) {
  const { t } = useTranslation();
  const answer = useApi(api.importing.report, { params: { id: batch } }, running ? { refetchInterval: 1_500 } : {});
  return (
    <Loaded answer={answer} height={420}>
      {(report) =>
        report.batch === undefined ? (
          !running && (
            <Text size="sm" c="dimmed">
              {t('importing.unknown')}
            </Text>
          )
        ) : (
          <Stack gap="md">
            <Sums batch={report.batch} />
            {report.kinds.length > 0 && <Kinds kinds={report.kinds} batch={batch} />}
            {!running && <ReportFiles batch={batch} />}
          </Stack>
        )
      }
    </Loaded>
  );
}

function Sums({ batch: { files, whole, refused, at, by } }: { readonly batch: NonNullable<Reply['batch']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card>
      <Group justify="space-between" align="flex-start" gap="md">
        <Group gap={44} align="flex-start">
          <Figure label={t('importing.became')} value={format.number(files - refused)} note={t('importing.ofFiles', { count: files })} />
          <Figure label={t('importing.whole')} value={format.number(whole)} />
          <Figure label={t('importing.toLook')} value={format.number(files - whole - refused)} />
          <Figure label={t('importing.refused')} value={format.number(refused)} />
        </Group>
        <Link to="/passages" className="button-link">
          <IconSearch size={16} aria-hidden />
          {t('importing.toPassages')}
        </Link>
      </Group>
      <Text size="xs" c="dimmed" mt={8} component="div">
        {by}, <Moment at={at} /> ·{' '}
        <Link to="/bring-in" className="fact-link">
          {t('importing.earlier')}
        </Link>
      </Text>
    </Card>
  );
}

function Kinds({ kinds, batch }: { readonly kinds: Reply['kinds']; readonly batch: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const { code } = route.useSearch();
  const show = (wanted: string | undefined) =>
    void navigate({
      to: '/bring-in',
      search: { batch, ...(wanted === undefined ? {} : { code: wanted }) },
      replace: true,
      resetScroll: false,
    });
  return (
    <Card>
      <Title order={2} mb="xs">
        {t('importing.findings')}
      </Title>
      <Rows
        label={t('importing.findings')}
        rows={kinds}
        keyOf={(kind) => `${kind.severity} ${kind.code}`}
        columns={[
          { name: 'severity', label: '', width: 90, cell: (kind) => <Severity of={kind.severity} /> },
          {
            name: 'code',
            label: t('importing.toDo'),
            cell: (kind) => t(`importing.finding.${kind.code as 'object'}`, { defaultValue: kind.code }),
          },
          { name: 'count', label: t('importing.places'), align: 'right', width: 90, cell: (kind) => format.number(kind.count) },
          {
            name: 'files',
            label: t('importing.inFiles'),
            align: 'right',
            width: 150,
            cell: (kind) => (
              <Button
                size="compact-sm"
                variant={code === kind.code ? 'filled' : 'default'}
                aria-pressed={code === kind.code}
                onClick={() => show(code === kind.code ? undefined : kind.code)}
              >
                {t('importing.count', { count: kind.files })}
              </Button>
            ),
          },
        ]}
      />
    </Card>
  );
}
