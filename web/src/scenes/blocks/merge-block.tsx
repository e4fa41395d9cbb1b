import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { api } from '@posthorn/contract';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../api/use-api.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { say, sayProblem } from '../../parts/notify.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';

/** Puts another block in the place of this one, in the drafts of all that use it; taken back with one click. */
export function MergeBlock({ id, done }: { readonly id: string; readonly done: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [asked] = useDebouncedValue(typed.trim(), 180);
  const [into, setInto] = useState<string | null>(null);
  const found = useApi(api.blocks.list, { query: { q: asked || undefined, limit: 20 } }, { keepPrevious: true });
  const refreshes = [api.blocks.list, api.blocks.get, api.blocks.usedIn, api.blocks.impact, api.passages.overview];
  const merge = useChange(api.passages.merge, refreshes);
  const undo = useChange(api.passages.undo, refreshes);
  const blocks = (found.data?.rows ?? []).filter((one) => one.id !== id);
  const submit = async () => {
    if (into === null) return;
    const deed = await merge.mutateAsync({ params: { id }, body: { into } }).catch(() => undefined);
    if (deed === undefined) return;
    done();
    say(t('blocks.merged', { count: deed.documents }), {
      label: t('actions.undo'),
      run: () => void undo.mutateAsync({ params: { id: deed.id } }).then(() => say(t('passages.undone')), sayProblem),
    });
    await navigate({ to: '/blocks/$blockId', params: { blockId: into } });
  };
  return (
    <Stack gap="sm">
      <Text size="sm">{t('blocks.mergeText')}</Text>
      <Select
        data-autofocus
        label={t('blocks.mergeInto')}
        placeholder={t('blocks.searchHint')}
        searchable
        // A list that is still to come would stand open empty.
        openOnFocus={false}
        searchValue={typed}
        onSearchChange={setTyped}
        filter={({ options }) => options}
        nothingFoundMessage={t('blocks.nothingFound')}
        data={blocks.map((one) => ({ value: one.id, label: `${nameIn(one.name, format.of)} (${one.id})` }))}
        value={into}
        onChange={setInto}
        comboboxProps={{ zIndex: 400 }}
      />
      {merge.error && <ProblemNote error={merge.error} />}
      <Group justify="flex-end">
        <Button disabled={into === null} loading={merge.isPending} onClick={() => void submit()}>
          {t('blocks.mergeDeed')}
        </Button>
      </Group>
    </Stack>
  );
}
