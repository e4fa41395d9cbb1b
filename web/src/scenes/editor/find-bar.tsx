import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEditorState } from './use-editor-state.ts';
import { goToHit, hitsOf, replaceHits, searchFor } from './writing/plugins/find.ts';

/** Finds and replaces in all places of the template, in the language that is shown. */
export function FindBar({ editor, close }: { readonly editor: Editor; readonly close: () => void }) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState('');
  const [by, setBy] = useState('');
  const hits = useEditorState(editor, (state) => hitsOf(state).length);
  const run = (command: ReturnType<typeof goToHit>) => command(editor.state, editor.view.dispatch);
  useEffect(() => {
    editor.view.dispatch(searchFor(editor.state, wanted));
  }, [editor, wanted]);
  useEffect(() => () => void (editor.isDestroyed || editor.view.dispatch(searchFor(editor.state, ''))), [editor]);
  const replace = () => {
    if (!run(replaceHits(by, false))) run(goToHit(1));
    else run(goToHit(1));
  };
  return (
    <search className="ed-find">
      <Group
        gap={6}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close();
        }}
      >
        <TextInput
          autoFocus
          size="xs"
          aria-label={t('editor.find.find')}
          placeholder={t('editor.find.find')}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') run(goToHit(event.shiftKey ? -1 : 1));
          }}
        />
        <TextInput
          size="xs"
          aria-label={t('editor.find.replaceBy')}
          placeholder={t('editor.find.replaceBy')}
          value={by}
          onChange={(event) => setBy(event.currentTarget.value)}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('editor.find.previous')}
          disabled={hits === 0}
          onClick={() => run(goToHit(-1))}
        >
          <IconChevronUp size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" aria-label={t('editor.find.next')} disabled={hits === 0} onClick={() => run(goToHit(1))}>
          <IconChevronDown size={16} aria-hidden />
        </ActionIcon>
        <Button size="compact-xs" variant="default" disabled={hits === 0} onClick={replace}>
          {t('editor.find.replace')}
        </Button>
        <Button size="compact-xs" variant="default" disabled={hits === 0} onClick={() => run(replaceHits(by, true))}>
          {t('editor.find.replaceAll')}
        </Button>
        <Text size="xs" c="dimmed" aria-live="polite" className="numbers">
          {wanted === '' ? '' : t('editor.find.hits', { count: hits })}
        </Text>
        <ActionIcon variant="subtle" color="gray" aria-label={t('actions.close')} onClick={close} ml="auto">
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </Group>
    </search>
  );
}
