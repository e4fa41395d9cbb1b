import { Button, Group, MultiSelect, Stack, TagsInput, TextInput } from '@mantine/core';
import { api } from '@posthorn/contract';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../api/use-api.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';

const languages = ['de', 'en', 'fr', 'it', 'es', 'nl', 'pl', 'tr'];

/** Begins a block from nothing; its text is written in the editor. */
export function CreateBlock() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpened(true)}>
        {t('blocks.create')}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t('blocks.create')} size="md">
        <CreateForm />
      </Dialog>
    </>
  );
}

function CreateForm() {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const labels = useApi(api.blocks.labels, {});
  const create = useChange(api.drafts.createBlock, [api.blocks.list, api.blocks.labels]);
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<string[]>([format.of]);
  const [department, setDepartment] = useState('');
  const [tags, setTags] = useState<string[]>([]);
  const ready = name.trim() !== '' && chosen.length > 0;
  const submit = async () => {
    if (!ready) return;
    const names = Object.fromEntries(chosen.map((language) => [language, name.trim()]));
    const owner = department.trim() === '' ? {} : { department: department.trim() };
    const draft = await create.mutateAsync({ body: { name: names, tags, ...owner } }).catch(() => undefined);
    if (draft !== undefined) await navigate({ to: '/editor/$kind/$id', params: { kind: 'block', id: draft.id } });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="sm">
        <TextInput data-autofocus required label={t('blocks.name')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <MultiSelect
          label={t('blocks.languages')}
          value={chosen}
          data={languages.map((value) => ({ value, label: format.language(value) }))}
          onChange={setChosen}
        />
        <TextInput
          label={t('blocks.department')}
          description={t('blocks.departmentHint')}
          value={department}
          onChange={(event) => setDepartment(event.currentTarget.value)}
        />
        <TagsInput label={t('blocks.tags')} value={tags} data={labels.data?.tags ?? []} onChange={setTags} maxTags={40} />
        {create.error && <ProblemNote error={create.error} />}
        <Group justify="flex-end">
          <Button type="submit" disabled={!ready} loading={create.isPending}>
            {t('blocks.createDeed')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
