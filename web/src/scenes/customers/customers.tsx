import { Button, Card, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { api, type ChannelName, channels } from '@posthorn/contract';
import { IconFileImport, IconSearch, IconUserSearch } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiPages } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Channel } from '../../parts/channel.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Outline } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { More, Rows } from '../../parts/rows.tsx';
import { useListKeys } from '../../parts/use-list-keys.ts';

const route = getRouteApi('/inside/customers');

/** Everybody one writes to: found by name, number, e-mail or place. */
export function Customers() {
  const { t } = useTranslation();
  const format = useFormat();
  const filters = route.useSearch();
  const navigate = useNavigate();
  const search = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(filters.q ?? '');
  const channel = channels.find((one) => one === filters.channel);
  const answer = useApiPages(api.customers.list, { query: { q: filters.q, country: filters.country, channel } });
  const narrow = (change: Partial<typeof filters>) =>
    void navigate({ to: '/customers', search: (before) => ({ ...before, ...change }), replace: true });
  const later = useDebouncedCallback((q: string) => narrow({ q: q || undefined }), 220);
  const open = (id: string) => void navigate({ to: '/customers/$customerId', params: { customerId: id } });
  const [current] = useListKeys({ count: answer.rows.length, open: (index) => open(answer.rows[index]!.id), search });
  const mayFiles = useMay('consents:read');
  const narrowed = filters.q !== undefined || filters.channel !== undefined;
  return (
    <Page title={t('doors.customers')} lead={t('customers.lead')} actions={mayFiles && <FilesButton />}>
      <Card padding="sm">
        <Group gap={8} mb="xs" role="search" aria-label={t('customers.search')}>
          <TextInput
            ref={search}
            w={{ base: '100%', xs: 340 }}
            leftSection={<IconSearch size={16} aria-hidden />}
            placeholder={t('customers.searchHint')}
            aria-label={t('customers.search')}
            aria-keyshortcuts="/"
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              later(event.target.value.trim());
            }}
          />
          <Select
            w={{ base: '100%', xs: 190 }}
            aria-label={t('customers.preferred')}
            placeholder={t('customers.preferred')}
            clearable
            clearButtonProps={{ 'aria-label': t('actions.clear') }}
            data={channels.map((value) => ({ value, label: t(`channels.${value}`) }))}
            value={channel ?? null}
            onChange={(value) => narrow({ channel: (value as ChannelName | null) ?? undefined })}
          />
        </Group>
        {answer.error && <ProblemNote error={answer.error} retry={() => void answer.refetch()} />}
        {answer.isPending && <Outline height={520} />}
        {answer.isSuccess && answer.rows.length === 0 && (
          <EmptyState
            icon={IconUserSearch}
            title={narrowed ? t('customers.nothingFound') : t('customers.empty')}
            text={narrowed ? t('customers.nothingFoundText') : t('customers.emptyText')}
          />
        )}
        {answer.rows.length > 0 && (
          <Rows
            label={t('doors.customers')}
            rows={answer.rows}
            keyOf={(one) => one.id}
            current={current}
            open={(one) => open(one.id)}
            columns={[
              {
                name: 'name',
                label: t('customers.name'),
                cell: (one) => (
                  <Link to="/customers/$customerId" params={{ customerId: one.id }} className="row-link">
                    {one.name}
                  </Link>
                ),
              },
              { name: 'number', label: t('customers.number'), cell: (one) => <span className="numbers">{one.number}</span> },
              {
                name: 'place',
                label: t('customers.place'),
                wide: true,
                cell: (one) => [one.city, format.country(one.country)].filter(Boolean).join(', '),
              },
              { name: 'language', label: t('customers.language'), wide: true, cell: (one) => format.language(one.language) },
              {
                name: 'preferred',
                label: t('customers.preferred'),
                cell: (one) => (one.preferredChannel ? <Channel name={one.preferredChannel} /> : '–'),
              },
              {
                name: 'communications',
                label: t('customers.communications'),
                align: 'right',
                wide: true,
                cell: (one) => format.number(one.communications),
              },
            ]}
          />
        )}
        <More answer={answer} />
      </Card>
    </Page>
  );
}

/** The way to consents and suppression lists that come in files. */
function FilesButton() {
  const { t } = useTranslation();
  return (
    <Button component={Link} to="/permission-files" variant="default" leftSection={<IconFileImport size={16} aria-hidden />}>
      {t('permissionFiles.door')}
    </Button>
  );
}
