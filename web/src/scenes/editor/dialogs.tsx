import { Button, Group, Kbd, Stack, Text, TextInput, Title } from '@mantine/core';
import type { Editor } from '@tiptap/core';
import { memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../parts/dialog.tsx';
import { KeyLine } from '../../parts/keys.tsx';
import { type Shortcut, shortcuts } from './writing/keys.ts';

const groups = ['text', 'structure', 'page'] as const;

/** All shortcuts, and what can be typed instead. */
export const ShortcutsDialog = memo(function ShortcutsDialog({ opened, close }: { readonly opened: boolean; readonly close: () => void }) {
  const { t } = useTranslation();
  const typed = ['/', '{{', '# ', '- ', '1. '].map((sign, i) => ({ sign, says: t(`editor.typed.${i as 0}`) }));
  const rowsOf = (group: Shortcut['group']) => shortcuts.filter((shortcut) => shortcut.group === group);
  return (
    <Dialog opened={opened} onClose={close} title={t('editor.shortcuts.title')} size="lg">
      <div className="keys-lists">
        {groups.map((group) => (
          <section key={group}>
            <Title order={3} mb={6}>
              {t(`editor.shortcuts.${group}`)}
            </Title>
            {rowsOf(group).map(({ keys, name }) => (
              <KeyLine key={name} keys={[keys]} says={t(`editor.shortcut.${name as 'bold'}`)} />
            ))}
          </section>
        ))}
        <section>
          <Title order={3} mb={6}>
            {t('editor.shortcuts.typing')}
          </Title>
          {typed.map(({ sign, says }) => (
            <Group key={sign} justify="space-between" py={3} wrap="nowrap">
              <Text size="sm">{says}</Text>
              <Kbd size="xs">{sign}</Kbd>
            </Group>
          ))}
        </section>
      </div>
    </Dialog>
  );
});

/** Gives the selected words an address, or takes it away. */
export function LinkDialog({ editor, close }: { readonly editor: Editor; readonly close: () => void }) {
  const { t } = useTranslation();
  const link = editor.schema.marks.link!;
  const { from, to, $from, empty } = editor.state.selection;
  const before = link.isInSet($from.marks())?.attrs.href ?? $from.nodeAfter?.marks.find((mark) => mark.type === link)?.attrs.href;
  const [href, setHref] = useState(typeof before === 'string' ? before : 'https://');
  const set = (address?: string) => {
    const tr = editor.state.tr.removeMark(from, to, link);
    if (address !== undefined) {
      if (empty) tr.insertText(address.replace(/^https?:\/\//, ''), from);
      tr.addMark(from, empty ? tr.selection.from : to, link.create({ href: address }));
    }
    editor.view.dispatch(tr);
    close();
    editor.view.focus();
  };
  const sound = /^(https?:\/\/.|mailto:.|tel:.|sms:.|\{\{)/.test(href);
  return (
    <Dialog opened onClose={close} title={t('editor.link.title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (sound) set(href);
        }}
      >
        <Stack gap="sm">
          <TextInput
            data-autofocus
            label={t('editor.link.address')}
            description={t('editor.link.hint')}
            value={href}
            onChange={(event) => setHref(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            {before !== undefined && (
              <Button variant="default" onClick={() => set()}>
                {t('editor.link.remove')}
              </Button>
            )}
            <Button type="submit" disabled={!sound}>
              {t('editor.link.set')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
