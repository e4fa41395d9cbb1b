import { Badge, Group, Loader, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { api, type BlockSummary } from '@posthorn/contract';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../api/use-api.ts';
import { nameIn } from '../../../i18n/name-in.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { ProblemNote } from '../../../parts/problem-note.tsx';
import { searchOf } from './search-of.ts';

interface BlockSearchProps {
  readonly language: string;
  /** A block cannot stand in itself. */
  readonly without: string | undefined;
  readonly choose: (block: BlockSummary) => void;
  readonly close: () => void;
}

/** Finds a block by words and tags; the keyboard stays in the search while arrows walk through what was found. */
export function BlockSearch({ language, without, choose, close }: BlockSearchProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const [index, setIndex] = useState(0);
  const [search] = useDebouncedValue(typed, 150);
  const list = useApi(api.blocks.list, { query: { limit: 30, ...searchOf(search) } }, { keepPrevious: true });
  const rows = (list.data?.rows ?? []).filter(({ id }) => id !== without);
  const current = rows[Math.min(index, rows.length - 1)];
  useEffect(() => {
    if (current !== undefined) document.getElementById(`ed-block-${current.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && rows.length > 0) setIndex((Math.min(index, rows.length - 1) + step + rows.length) % rows.length);
    else if (event.key === 'Enter' && current !== undefined) choose(current);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog opened onClose={close} title={t('editor.blocks.search')} size="xl">
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls="ed-blocks"
        aria-activedescendant={current && `ed-block-${current.id}`}
        label={t('editor.blocks.words')}
        description={t('editor.blocks.wordsHint')}
        rightSection={list.isFetching ? <Loader size={14} /> : undefined}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setIndex(0);
        }}
        onKeyDown={press}
      />
      <div className="ed-block-search">
        <div id="ed-blocks" role="listbox" aria-label={t('editor.blocks.found')} className="ed-block-list">
          {rows.map((block, i) => (
            <div
              key={block.id}
              id={`ed-block-${block.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={block === current}
              className="ed-menu-item"
              onPointerMove={() => setIndex(i)}
              onClick={() => choose(block)}
              onKeyDown={press}
            >
              <span className="ed-menu-label">
                {nameIn(block.name, format.of) || block.id}
                <small>{[block.department, t('editor.blocks.usedIn', { count: block.templates })].filter(Boolean).join(' · ')}</small>
              </span>
              <Group gap={4} wrap="wrap" justify="flex-end">
                {block.version === undefined && (
                  <Badge size="xs" color="brass" c="dark">
                    {t('editor.blocks.draftOnly')}
                  </Badge>
                )}
                {block.tags.slice(0, 3).map((tag) => (
                  <Badge key={tag} size="xs" variant="default" tt="none">
                    {tag}
                  </Badge>
                ))}
              </Group>
            </div>
          ))}
          {list.error && <ProblemNote error={list.error} retry={() => void list.refetch()} />}
          {rows.length === 0 && list.isSuccess && (
            <Text size="sm" c="dimmed" p="sm">
              {t('editor.blocks.none')}
            </Text>
          )}
        </div>
        {current !== undefined && <Shown block={current} language={language} />}
      </div>
    </Dialog>
  );
}

/** What a block says, in the language that is written where it has it. */
function Shown({ block, language }: { readonly block: BlockSummary; readonly language: string }) {
  const { t } = useTranslation();
  const { data } = useApi(api.blocks.get, { params: { id: block.id } }, { keepPrevious: true });
  const texts = (data?.texts ?? []).filter(({ channel }) => channel === '');
  const text = texts.find((one) => one.language === language) ?? texts[0];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className="ed-block-shown" aria-label={t('editor.blocks.says')} aria-live="polite" tabIndex={0}>
      <Text size="sm" style={{ whiteSpace: 'pre-line' }} lang={text?.language}>
        {text === undefined || text.text === '' ? t('editor.blocks.empty') : text.text}
      </Text>
    </section>
  );
}
