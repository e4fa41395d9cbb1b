import { Card, Stack, Text, Title } from '@mantine/core';
import { api } from '@posthorn/contract';
import { IconFileImport } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Page } from '../../parts/page.tsx';
import { useBringing } from './bringing.ts';
import { ChooseFiles } from './choose-files.tsx';
import { Report } from './report.tsx';

const route = getRouteApi('/inside/bring-in');

/** Files of other systems become templates, a folder at once; and what of them could not be carried over. */
export function BringIn() {
  const { t } = useTranslation();
  const may = useMay('content:write');
  const { batch } = route.useSearch();
  const bringing = useBringing();
  return (
    <Page title={t('importing.title')} up={{ to: '/templates', label: t('doors.templates') }} lead={t('importing.text')}>
      <Stack gap="md">
        {may && <ChooseFiles bringing={bringing} />}
        {batch === undefined ? <Earlier /> : <Report key={batch} batch={batch} running={bringing.standing?.state === 'running'} />}
      </Stack>
    </Page>
  );
}

function Earlier() {
  const { t } = useTranslation();
  const answer = useApi(api.importing.batches, {});
  return (
    <section aria-labelledby="earlier">
      <Title order={2} id="earlier" mb="xs">
        {t('importing.earlier')}
      </Title>
      <Loaded answer={answer} height={180}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Card>
              <EmptyState icon={IconFileImport} title={t('importing.none')} text={t('importing.noneText')} />
            </Card>
          ) : (
            <Stack gap="xs">
              {rows.map(({ id, at, by, files, whole, refused }) => (
                <Card key={id} component="article" className="count-link" pos="relative" padding="sm">
                  <Text size="sm" fw={600}>
                    <Link to="/bring-in" search={{ batch: id }} className="cover-link">
                      {t('importing.count', { count: files })}
                    </Link>
                  </Text>
                  <Text size="xs" c="dimmed" component="div">
                    {by}, <Moment at={at} /> ·{' '}
                    {[
                      t('importing.wholeCount', { count: whole }),
                      t('importing.lookCount', { count: files - whole - refused }),
                      ...(refused > 0 ? [t('importing.refusedCount', { count: refused })] : []),
                    ].join(' · ')}
                  </Text>
                </Card>
              ))}
            </Stack>
          )
        }
      </Loaded>
    </section>
  );
}
