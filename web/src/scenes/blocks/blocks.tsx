import { Badge, Card, Group, Select, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { api, type BlockSummary } from '@posthorn/contract';
import { IconPuzzle, IconSearch, IconStack2 } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useApiPages } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { LinkButton } from '../../parts/links.tsx';
import { Outline } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { More, Rows } from '../../parts/rows.tsx';
import { useListKeys } from '../../parts/use-list-keys.ts';
import { CreateBlock } from './create-block.tsx';

const route = getRouteApi('/inside/blocks');

/** Pieces of content that templates refer to: found by a word, a tag, the department that owns them. */
export function Blocks() {
  const { t } = useTranslation();
  const filters = route.useSearch();
  const navigate = useNavigate();
  const may = useMay('content:write');
  const search = useRef<HTMLInputElement>(null);
  const answer = useApiPages(api.blocks.list, { query: { q: filters.q, tag: filters.tag, department: filters.department } });
  const open = (id: string) => void navigate({ to: '/blocks/$blockId', params: { blockId: id } });
  const [current] = useListKeys({ count: answer.rows.length, open: (index) => open(answer.rows[index]!.id), search });
  const narrowed = filters.q !== undefined || filters.tag !== undefined || filters.department !== undefined;
  return (
    <Page
      title={t('doors.blocks')}
      lead={t('blocks.lead')}
      actions={
        <>
          <LinkButton to="/passages" variant="default" leftSection={<IconStack2 size={16} aria-hidden />}>
            {t('passages.title')}
          </LinkButton>
          {may && <CreateBlock />}
        </>
      }
    >
      <Card padding="sm">
        <Filters search={search} />
        {answer.error && <ProblemNote error={answer.error} retry={() => void answer.refetch()} />}
        {answer.isPending && <Outline height={420} />}
        {answer.isSuccess && answer.rows.length === 0 && (
          <EmptyState
            icon={IconPuzzle}
            title={narrowed ? t('blocks.nothingFound') : t('blocks.empty')}
            text={narrowed ? t('blocks.nothingFoundText') : t('blocks.emptyText')}
          />
        )}
        {answer.rows.length > 0 && <BlockRows rows={answer.rows} current={current} open={open} />}
        <More answer={answer} />
      </Card>
    </Page>
  );
}

function Filters({ search }: { readonly search: React.RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation();
  const filters = route.useSearch();
  const navigate = useNavigate();
  const labels = useApi(api.blocks.labels, {});
  const [typed, setTyped] = useState(filters.q ?? '');
  const narrow = (change: Partial<typeof filters>) =>
    void navigate({ to: '/blocks', search: (before) => ({ ...before, ...change }), replace: true });
  const later = useDebouncedCallback((q: string) => narrow({ q: q || undefined }), 200);
  const choices = (key: 'tag' | 'department', data: readonly string[]) => (
    <Select
      w={{ base: '100%', xs: 190 }}
      aria-label={t(`blocks.${key}`)}
      placeholder={t(`blocks.${key}`)}
      searchable
      limit={50}
      clearable
      clearButtonProps={{ 'aria-label': t('actions.clear') }}
      data={[...new Set([...data, ...(filters[key] ? [filters[key]] : [])])]}
      value={filters[key] ?? null}
      onChange={(value) => narrow({ [key]: value ?? undefined })}
    />
  );
  return (
    <Group gap={8} mb="xs" role="search" aria-label={t('blocks.search')}>
      <TextInput
        ref={search}
        w={{ base: '100%', xs: 340 }}
        leftSection={<IconSearch size={16} aria-hidden />}
        placeholder={t('blocks.searchHint')}
        aria-label={t('blocks.search')}
        aria-keyshortcuts="/"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          later(event.target.value.trim());
        }}
      />
      {choices('tag', labels.data?.tags ?? [])}
      {choices('department', labels.data?.departments ?? [])}
    </Group>
  );
}

interface BlockRowsProps {
  readonly rows: readonly BlockSummary[];
  readonly current: number | undefined;
  readonly open: (id: string) => void;
}

function BlockRows({ rows, current, open }: BlockRowsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Rows
      label={t('doors.blocks')}
      rows={rows}
      keyOf={(one) => one.id}
      {...(current === undefined ? {} : { current })}
      open={(one) => open(one.id)}
      columns={[
        {
          name: 'name',
          label: t('blocks.name'),
          cell: (one) => (
            <>
              <Link to="/blocks/$blockId" params={{ blockId: one.id }} className="row-link">
                {nameIn(one.name, format.of)}
              </Link>
              <Text size="xs" c="dimmed">
                {one.id}
              </Text>
            </>
          ),
        },
        { name: 'department', label: t('blocks.department'), wide: true, cell: (one) => one.department ?? '–' },
        {
          name: 'tags',
          label: t('blocks.tags'),
          wide: true,
          cell: (one) => (
            <Group gap={4}>
              {one.tags.map((tag) => (
                <Badge key={tag} variant="default" tt="none" fw={500}>
                  {tag}
                </Badge>
              ))}
            </Group>
          ),
        },
        {
          name: 'languages',
          label: t('blocks.languages'),
          wide: true,
          cell: (one) => one.languages.map((language) => format.language(language)).join(', ') || t('blocks.anyLanguage'),
        },
        {
          name: 'channels',
          label: t('blocks.variants'),
          wide: true,
          cell: (one) => one.channels.map((channel) => t(`blocks.channels.${channel}`, { defaultValue: channel })).join(', ') || '–',
        },
        { name: 'state', label: t('blocks.state'), cell: (one) => <BlockState of={one} /> },
        { name: 'templates', label: t('blocks.usedBy'), align: 'right', cell: (one) => format.number(one.templates) },
      ]}
    />
  );
}

function BlockState({ of: one }: { readonly of: BlockSummary }) {
  const { t } = useTranslation();
  if (one.version === undefined) return t('blocks.onlyDraft');
  return one.draft ? t('blocks.versionAndDraft', { version: one.version }) : t('templates.version', { version: one.version });
}
