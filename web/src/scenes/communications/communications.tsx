import { Button, Card, CloseButton, Group, Kbd, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { api, type ChannelName, type CommunicationSummary, channels, type DeliveryStateName, deliveryStates } from '@posthorn/contract';
import { IconMailSearch, IconSearch } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useApiPages } from '../../api/use-api.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Outline } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useListKeys } from '../../parts/use-list-keys.ts';
import { CommunicationList } from './communication-list.tsx';
import { type CommunicationFilters, filtersSet } from './filters.ts';

const route = getRouteApi('/inside/communications');
const documentLanguages = ['en', 'de', 'fr'];

/** Everything that was ever written to anybody: search, narrow, walk through by keyboard, open. */
export function Communications() {
  const { t } = useTranslation();
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const search = useRef<HTMLInputElement>(null);
  const answer = useApiPages(api.communications.list, { query: filters }, 100);
  const open = (row: CommunicationSummary) =>
    void navigate({ to: '/communications/$communicationId', params: { communicationId: row.id } });
  const [current] = useListKeys({ count: answer.rows.length, open: (index) => open(answer.rows[index]!), search });
  const narrow = (change: CommunicationFilters) =>
    void navigate({ to: '/communications', search: (before) => ({ ...before, ...change }), replace: true });
  const nothing = answer.isSuccess && answer.rows.length === 0;
  const narrowed = filters.q !== undefined || filtersSet(filters) > 0;
  return (
    <Page
      title={t('doors.communications')}
      lead={
        <Group gap={6}>
          {t('communications.lead')}
          <Text component="span" size="xs" c="dimmed" visibleFrom="md">
            <Kbd size="xs">/</Kbd> {t('keys.search')} · <Kbd size="xs">j</Kbd> <Kbd size="xs">k</Kbd> {t('keys.walk')} ·{' '}
            <Kbd size="xs">Enter</Kbd> {t('keys.open')}
          </Text>
        </Group>
      }
    >
      <Card padding="sm">
        <FilterBar filters={filters} narrow={narrow} search={search} />
        {answer.error && <ProblemNote error={answer.error} retry={() => void answer.refetch()} />}
        {answer.isPending && <Outline height={520} />}
        {nothing && (
          <EmptyState
            icon={IconMailSearch}
            title={narrowed ? t('communications.nothingFound') : t('communications.empty')}
            text={narrowed ? t('communications.nothingFoundText') : t('communications.emptyText')}
            action={
              narrowed && (
                <Button variant="default" onClick={() => void navigate({ to: '/communications', search: {} })}>
                  {t('actions.clearFilters')}
                </Button>
              )
            }
          />
        )}
        {answer.rows.length > 0 && <CommunicationList answer={answer} current={current} open={open} />}
      </Card>
    </Page>
  );
}

interface FilterBarProps {
  readonly filters: CommunicationFilters;
  readonly narrow: (change: CommunicationFilters) => void;
  readonly search: React.RefObject<HTMLInputElement | null>;
}

function FilterBar({ filters, narrow, search }: FilterBarProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const select = (
    label: string,
    value: string | undefined,
    data: { value: string; label: string }[],
    set: (value: string | undefined) => void,
  ) => (
    <Select
      aria-label={label}
      placeholder={label}
      size="sm"
      w={{ base: 'calc(50% - 4px)', xs: 128 }}
      clearable
      data={data}
      value={value ?? null}
      onChange={(chosen) => set(chosen ?? undefined)}
      clearButtonProps={{ 'aria-label': t('actions.clear') }}
    />
  );
  return (
    <Group gap={8} mb="xs" role="search" aria-label={t('communications.search')}>
      <SearchBox value={filters.q ?? ''} set={(q) => narrow({ q: q || undefined })} box={search} />
      {select(
        t('communications.channel'),
        filters.channel,
        channels.map((value) => ({ value, label: t(`channels.${value}`) })),
        (channel) => narrow({ channel: channel as ChannelName | undefined }),
      )}
      {select(
        t('communications.state'),
        filters.state,
        deliveryStates.map((value) => ({ value, label: t(`deliveryState.${value}`) })),
        (state) => narrow({ state: state as DeliveryStateName | undefined }),
      )}
      {select(
        t('communications.language'),
        filters.language,
        documentLanguages.map((value) => ({ value, label: format.language(value) })),
        (language) => narrow({ language }),
      )}
      <TextInput
        type="date"
        size="sm"
        aria-label={t('communications.from')}
        value={filters.from ?? ''}
        onChange={(event) => narrow({ from: event.target.value || undefined })}
      />
      <Text c="dimmed" size="sm" aria-hidden>
        –
      </Text>
      <TextInput
        type="date"
        size="sm"
        aria-label={t('communications.until')}
        value={filters.until ?? ''}
        onChange={(event) => narrow({ until: event.target.value || undefined })}
      />
      {filters.runId && <RunFilter runId={filters.runId} clear={() => narrow({ runId: undefined })} />}
      {filters.customerId && <CustomerFilter customerId={filters.customerId} clear={() => narrow({ customerId: undefined })} />}
    </Group>
  );
}

/** Types freely; the address follows when the fingers rest. */
function SearchBox({
  value,
  set,
  box,
}: {
  readonly value: string;
  readonly set: (value: string) => void;
  readonly box: FilterBarProps['search'];
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  const later = useDebouncedCallback(set, 220);
  useEffect(() => setTyped(value), [value]);
  return (
    <TextInput
      ref={box}
      size="sm"
      w={{ base: '100%', md: 250 }}
      leftSection={<IconSearch size={16} aria-hidden />}
      placeholder={t('communications.searchHint')}
      aria-label={t('communications.search')}
      aria-keyshortcuts="/"
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
        later(event.target.value.trim());
      }}
    />
  );
}

function RunFilter({ runId, clear }: { readonly runId: string; readonly clear: () => void }) {
  const { t } = useTranslation();
  const run = useApi(api.runs.get, { params: { id: runId } });
  return <Chip label={`${t('runs.one')}: ${run.data?.name ?? '…'}`} clear={clear} />;
}

function CustomerFilter({ customerId, clear }: { readonly customerId: string; readonly clear: () => void }) {
  const { t } = useTranslation();
  const customer = useApi(api.customers.get, { params: { id: customerId } });
  return <Chip label={`${t('customers.one')}: ${customer.data?.name ?? '…'}`} clear={clear} />;
}

function Chip({ label, clear }: { readonly label: string; readonly clear: () => void }) {
  const { t } = useTranslation();
  return (
    <span className="chip">
      {label}
      <CloseButton size="xs" onClick={clear} aria-label={t('actions.remove', { what: label })} />
    </span>
  );
}
