import { Avatar, Badge, Button, Group, Menu, SegmentedControl, Text, Title, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconCheck, IconCloudOff, IconCloudUpload, IconLanguage } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Editor } from '@tiptap/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import type { Written } from './model/areas.ts';
import { countMissing } from './model/missing.ts';
import { SubmitButton } from './submit-button.tsx';
import type { Content } from './use-content.ts';
import { useEditorState } from './use-editor-state.ts';
import type { Saving } from './use-saving.ts';
import { MoreMenu } from './whole/more-menu.tsx';
import { type Channel, channels, switchLanguage, withLanguage } from './writing/areas-shown.ts';

interface BarProps {
  readonly kind: 'template' | 'block';
  readonly id: string;
  readonly editor: Editor;
  /** As the document has them. */
  readonly name: unknown;
  readonly languages: unknown;
  readonly channel: Channel;
  readonly setChannel: (channel: Channel) => void;
  readonly saving: Saving;
  readonly errors: number;
  /** The document as it is now; put in the place of it. */
  readonly written: () => Written;
  readonly replace: (document: Written) => void;
  readonly ready: () => Promise<void>;
  readonly content: Content;
  /** No version of it was there when its draft began. */
  readonly isNew: boolean;
}

/** What is written, for which channel and in which language, and how it stands with saving. */
export const Bar = memo(function Bar(props: BarProps) {
  const { kind, id, editor, languages, channel, setChannel, saving, errors, written, replace, ready, content, isNew } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const name = props.name as string | Record<string, string> | undefined;
  const title = typeof name === 'string' ? name : (name?.[format.of] ?? Object.values(name ?? {})[0] ?? id);
  const up =
    kind === 'template'
      ? ({ to: '/templates/$templateId', params: { templateId: id } } as const)
      : ({ to: '/blocks/$blockId', params: { blockId: id } } as const);
  return (
    <Group className="ed-bar" justify="space-between" gap="xs">
      <Group gap={8} wrap="nowrap" style={{ minWidth: 0 }}>
        <Link {...up} className="ed-back" aria-label={t('editor.back')} title={t('editor.back')}>
          <IconArrowLeft size={18} aria-hidden />
        </Link>
        <Title order={1} className="ed-title">
          {title}
        </Title>
        <SaveNote saving={saving} />
        <People others={saving.others} />
      </Group>
      <Group gap={8}>
        <SegmentedControl
          size="xs"
          aria-label={t('editor.channels')}
          value={channel}
          onChange={(value) => setChannel(value as Channel)}
          data={channels.map((value) => ({ value, label: t(`editor.channel.${value}`) }))}
        />
        <LanguageMenu {...{ kind, editor, languages, written, replace }} />
        <MoreMenu {...{ kind, id, isNew, saving, content, written, replace }} />
        <SubmitButton kind={kind} id={id} saving={saving} ready={ready} errors={errors} />
      </Group>
    </Group>
  );
});

/** How it stands with what was written; the words are read out when they change. */
function SaveNote({ saving: { state } }: { readonly saving: Saving }) {
  const { t } = useTranslation();
  const Icon = state === 'saved' ? IconCheck : state === 'offline' ? IconCloudOff : IconCloudUpload;
  return (
    <Text
      size="xs"
      c={state === 'failed' || state === 'conflict' ? 'var(--mantine-color-error)' : 'dimmed'}
      role="status"
      className="ed-save"
      data-state={state}
    >
      <Icon size={15} aria-hidden />
      {t(`editor.save.${state}`)}
    </Text>
  );
}

/** Who else has it open. */
function People({ others }: Pick<Saving, 'others'>) {
  const { t } = useTranslation();
  const names = [...new Set(others.map(({ name }) => name))];
  if (names.length === 0) return null;
  return (
    <Tooltip label={names.join(', ')}>
      <Avatar.Group spacing={6} role="img" aria-label={t('editor.people.all', { names: names.join(', ') })}>
        {names.slice(0, 3).map((name) => (
          <Avatar key={name} size={24} radius="xl" color="petrol" variant="filled" name={name} />
        ))}
      </Avatar.Group>
    </Tooltip>
  );
}

/** Languages that one may still write in; others are added by their tag in the template's settings. */
const COMMON = ['de', 'en', 'fr', 'it', 'es', 'nl', 'pl', 'tr'];

function LanguageMenu({
  kind,
  editor,
  languages,
  written,
  replace,
}: Pick<BarProps, 'kind' | 'editor' | 'languages' | 'written' | 'replace'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const language = useEditorState(editor, (state) => state.doc.attrs.language as string);
  const own = (languages as readonly string[] | undefined) ?? ['de', 'en'];
  const missing = useEditorState(editor, ({ doc }) => countMissing(doc, doc.attrs.language as string));
  const others = COMMON.filter((tag) => !own.includes(tag));
  const choose = (tag: string) => {
    switchLanguage(editor, tag);
    editor.view.focus();
  };
  return (
    // What is chosen leads back into the text; Escape leads back to the button all the same.
    <Menu width={240} position="bottom-end" returnFocus={false}>
      <Menu.Target>
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconLanguage size={16} aria-hidden />}
          aria-label={t('editor.language.choose', { language: format.language(language) })}
        >
          {format.language(language)}
          {missing > 0 && (
            <Badge size="xs" ml={6} color="brass" c="dark">
              {missing}
            </Badge>
          )}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {own.map((tag) => (
          <Menu.Item
            key={tag}
            onClick={() => choose(tag)}
            rightSection={tag === language ? <IconCheck size={15} aria-hidden /> : undefined}
          >
            {format.language(tag)}
          </Menu.Item>
        ))}
        {kind === 'template' && (
          <>
            <Menu.Label>{t('editor.language.add')}</Menu.Label>
            {others.map((tag) => (
              <Menu.Item
                key={tag}
                onClick={() => {
                  replace(withLanguage(written(), tag));
                  choose(tag);
                }}
              >
                {format.language(tag)}
              </Menu.Item>
            ))}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
