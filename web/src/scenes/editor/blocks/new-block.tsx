import { Button, Group, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { api } from '@posthorn/contract';
import type { Editor } from '@tiptap/core';
import { undo } from '@tiptap/pm/history';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../../api/use-api.ts';
import { Dialog } from '../../../parts/dialog.tsx';
import { say } from '../../../parts/notify.tsx';
import { ProblemNote } from '../../../parts/problem-note.tsx';
import type { Content } from '../use-content.ts';
import { type Passages, referTo } from '../writing/passages-to-block.ts';

interface NewBlockProps {
  readonly editor: Editor;
  readonly content: Content;
  readonly languages: readonly string[];
  readonly passages: Passages;
  readonly close: () => void;
}

/** Makes a block of selected passages, and a reference of their place. */
export function NewBlock({ editor, content, languages, passages, close }: NewBlockProps) {
  const { t } = useTranslation();
  const labels = useApi(api.blocks.labels, {});
  const create = useChange(api.drafts.createBlock, [api.blocks.list, api.blocks.labels]);
  const [name, setName] = useState('');
  const [department, setDepartment] = useState('');
  const [tags, setTags] = useState<string[]>([]);
  const { body, parameters } = passages;
  const submit = async () => {
    const names = Object.fromEntries(languages.map((language) => [language, name.trim()]));
    const owner = department.trim() === '' ? {} : { department: department.trim() };
    const request = { name: names, tags, parameters: [...parameters], body: body.map((node) => ({ ...node })), ...owner };
    const draft = await create.mutateAsync({ body: request }).catch(() => undefined);
    if (draft === undefined) return;
    await content.takeBlock(draft.id);
    close();
    const replaced = referTo(draft.id, passages)(editor.state, editor.view.dispatch);
    editor.view.focus();
    if (!replaced) say(t('editor.blocks.changedMeanwhile', { name: name.trim() }));
    else
      say(t('editor.blocks.made', { name: name.trim() }), {
        label: t('actions.undo'),
        run: () => void undo(editor.state, editor.view.dispatch),
      });
  };
  return (
    <Dialog opened onClose={close} title={t('editor.blocks.new')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') void submit();
        }}
      >
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {t('editor.blocks.newHint', { count: body.length })}
          </Text>
          <TextInput
            data-autofocus
            required
            maxLength={200}
            label={t('blocks.name')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={t('blocks.department')}
            description={t('blocks.departmentHint')}
            maxLength={120}
            value={department}
            onChange={(event) => setDepartment(event.currentTarget.value)}
          />
          <TagsInput label={t('blocks.tags')} value={tags} data={labels.data?.tags ?? []} onChange={setTags} maxTags={40} />
          {parameters.length > 0 && (
            <Text size="sm" c="dimmed">
              {t('editor.blocks.parameters', { names: parameters.join(', ') })}
            </Text>
          )}
          {create.error && <ProblemNote error={create.error} />}
          <Group justify="flex-end">
            <Button type="submit" disabled={name.trim() === ''} loading={create.isPending}>
              {t('editor.blocks.make')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
