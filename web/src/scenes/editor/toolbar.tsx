import { ActionIcon, Button, Divider, Menu, Select, Text, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBold,
  IconBraces,
  IconItalic,
  IconKeyboard,
  IconLink,
  IconList,
  IconListNumbers,
  IconMessage2Plus,
  IconPlus,
  IconPuzzle,
  IconSearch,
  IconUnderline,
  IconUserEdit,
} from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { redoDepth, undoDepth } from '@tiptap/pm/history';
import type { EditorState } from '@tiptap/pm/state';
import type { TFunction } from 'i18next';
import { type KeyboardEvent, memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { InsertIcon } from './menus/insert-icons.tsx';
import type { MenuItem } from './menus/typed-menu.tsx';
import { SuggestSwitch } from './suggestions/suggest-switch.tsx';
import { sameJson, useEditorState } from './use-editor-state.ts';
import { ancestor, setAttributes, setTextType } from './writing/commands.ts';
import { shortcuts } from './writing/keys.ts';
import { openFieldMenu } from './writing/plugins/menu.ts';
import { type ZoneKind, zoneKinds } from './writing/zones.ts';

interface ToolbarProps {
  readonly editor: Editor;
  readonly styles: readonly string[];
  readonly inserts: () => readonly MenuItem[];
  readonly openLink: () => void;
  readonly openFind: () => void;
  readonly openShortcuts: () => void;
  readonly comment: () => void;
  readonly newBlock: () => void;
  /** Whether what is written becomes suggestions. */
  readonly suggesting: boolean;
  /** The menu of the language model, where there is one. */
  readonly assist: ReactNode;
  /** What is left to a clerk; the menu has a key of its own. */
  readonly zonesOpened: boolean;
  readonly openZones: (opened: boolean) => void;
  readonly markZone: (kind: ZoneKind) => void;
}

/** What is done most often with text. Everything here has a key of its own as well. */
export const Toolbar = memo(function Toolbar({
  editor,
  styles,
  inserts,
  openLink,
  openFind,
  openShortcuts,
  comment,
  suggesting,
  assist,
  newBlock,
  zonesOpened,
  openZones,
  markZone,
}: ToolbarProps) {
  const { t } = useTranslation();
  const state = useEditorState(editor, lookAt, sameJson);
  const run = (name: string) => {
    shortcuts.find((one) => one.name === name)?.run?.(editor.state, editor.view.dispatch);
    editor.view.focus();
  };
  const tool = (name: string, icon: ReactNode, pressed?: boolean, deed = () => run(name), disabled = false) => (
    <Tool
      label={t(`editor.shortcut.${name as 'bold'}`)}
      keys={shortcuts.find((one) => one.name === name)?.keys}
      pressed={pressed}
      disabled={disabled}
      run={deed}
    >
      {icon}
    </Tool>
  );
  return (
    <div className="ed-toolbar" role="toolbar" aria-label={t('editor.toolbar')} onKeyDown={walk}>
      {tool('undo', <IconArrowBackUp {...icon} />, undefined, undefined, !state.canUndo)}
      {tool('redo', <IconArrowForwardUp {...icon} />, undefined, undefined, !state.canRedo)}
      <Divider orientation="vertical" my={6} />
      <Select
        size="xs"
        w={150}
        variant="unstyled"
        className="ed-style"
        aria-label={t('editor.style')}
        allowDeselect={false}
        disabled={state.type === ''}
        value={state.type}
        data={typesOf(styles, t)}
        onChange={(value) => {
          setType(editor, value ?? 'paragraph');
          editor.view.focus();
        }}
      />
      <Divider orientation="vertical" my={6} />
      {tool('bold', <IconBold {...icon} />, state.marks.includes('bold'))}
      {tool('italic', <IconItalic {...icon} />, state.marks.includes('italic'))}
      {tool('underline', <IconUnderline {...icon} />, state.marks.includes('underline'))}
      {tool('link', <IconLink {...icon} />, state.marks.includes('link'), openLink)}
      <Divider orientation="vertical" my={6} />
      {tool('bullets', <IconList {...icon} />, state.list === 'bullets')}
      {tool('numbers', <IconListNumbers {...icon} />, state.list === 'numbers')}
      <Divider orientation="vertical" my={6} />
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconBraces size={16} aria-hidden />}
        onClick={() => {
          editor.view.focus();
          openFieldMenu(editor.view);
        }}
      >
        {t('editor.insert.field')}
      </Button>
      <Menu width={300} position="bottom-start" withinPortal returnFocus={false}>
        <Menu.Target>
          <Button size="compact-sm" variant="subtle" leftSection={<IconPlus size={16} aria-hidden />}>
            {t('editor.menu.insert')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
          <Inserts of={inserts} />
        </Menu.Dropdown>
      </Menu>
      <Menu width={300} position="bottom-start" withinPortal returnFocus={false} opened={zonesOpened} onChange={openZones}>
        <Menu.Target>
          <Button size="compact-sm" variant="subtle" leftSection={<IconUserEdit size={16} aria-hidden />}>
            {t('editor.zone.mark')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {zoneKinds.map((kind) => (
            <Menu.Item key={kind} leftSection={<InsertIcon kind={kind} />} onClick={() => markZone(kind)}>
              {t(`editor.zone.kind.${kind}`)}
              <Text size="xs" c="dimmed">
                {t(`editor.insertHint.${kind}`)}
              </Text>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <span style={{ flex: 1 }} />
      {assist}
      <SuggestSwitch on={suggesting} set={() => run('suggest')} />
      {tool('newBlock', <IconPuzzle {...icon} />, undefined, newBlock)}
      {tool('comment', <IconMessage2Plus {...icon} />, undefined, comment)}
      {tool('find', <IconSearch {...icon} />, undefined, openFind)}
      <Tool label={t('editor.shortcuts.title')} keys="?" run={openShortcuts}>
        <IconKeyboard {...icon} />
      </Tool>
    </div>
  );
});

/** What can be put in; asked for when the menu is open. */
function Inserts({ of }: { readonly of: () => readonly MenuItem[] }) {
  return of().map((item) => (
    <Menu.Item key={item.id} leftSection={item.icon} onClick={item.run}>
      {item.label}
    </Menu.Item>
  ));
}

const icon = { size: 18, stroke: 1.7, 'aria-hidden': true } as const;

interface ToolProps {
  readonly label: string;
  readonly keys?: string | undefined;
  readonly pressed?: boolean | undefined;
  readonly disabled?: boolean;
  readonly run: () => void;
  readonly children: ReactNode;
}

function Tool({ label, keys, pressed, disabled = false, run, children }: ToolProps) {
  return (
    <Tooltip label={keys === undefined ? label : `${label}  ${keys.replace('Mod', 'Ctrl').replaceAll('-', '+')}`}>
      <ActionIcon
        variant={pressed ? 'light' : 'subtle'}
        color={pressed ? undefined : 'gray'}
        c={pressed || disabled ? undefined : 'var(--mantine-color-text)'}
        size={32}
        aria-label={label}
        aria-pressed={pressed}
        disabled={disabled}
        onMouseDown={(event) => event.preventDefault()}
        onClick={run}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

/** A toolbar is walked through with arrows (WAI-ARIA). */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0 || event.target instanceof HTMLInputElement) return;
  const tools = [...event.currentTarget.querySelectorAll<HTMLElement>('button:not(:disabled), input:not(:disabled)')];
  const next = tools[tools.indexOf(event.target as HTMLElement) + step];
  next?.focus();
  event.preventDefault();
}

function lookAt(state: EditorState) {
  const { $from, from, to, empty } = state.selection;
  const marks = Object.values(state.schema.marks).filter((mark) =>
    empty ? mark.isInSet(state.storedMarks ?? $from.marks()) : state.doc.rangeHasMark(from, to, mark),
  );
  const list = ancestor(state, 'list');
  const block = $from.parent;
  const { level, style } = (block.attrs.props ?? {}) as { level?: number; style?: string };
  const type =
    !block.isTextblock || block.type.name === 'line'
      ? ''
      : style !== undefined
        ? `style:${style}`
        : level === undefined
          ? 'paragraph'
          : `heading:${level}`;
  return {
    marks: marks.map((mark) => mark.name),
    list: list === undefined ? '' : list.node.attrs.props.ordered ? 'numbers' : 'bullets',
    type,
    canUndo: undoDepth(state) > 0,
    canRedo: redoDepth(state) > 0,
  };
}

function typesOf(styles: readonly string[], t: TFunction) {
  const headings = [1, 2, 3, 4].map((level) => ({ value: `heading:${level}`, label: t('editor.heading', { level }) }));
  const own = styles
    .filter((style) => style !== 'body' && !/^heading\d$/.test(style))
    .map((style) => ({ value: `style:${style}`, label: style }));
  return [
    { group: t('editor.styles.usual'), items: [{ value: 'paragraph', label: t('editor.paragraph') }, ...headings] },
    { group: t('editor.styles.brand'), items: own },
  ];
}

/** Makes the text at the cursor a heading or a paragraph, or gives it a style of the brand. */
function setType(editor: Editor, value: string): void {
  const { state, view } = editor;
  const [kind, name = ''] = value.split(':');
  if (kind === 'heading') return void setTextType(Number(name))(state, view.dispatch);
  setTextType()(state, view.dispatch);
  const { $from } = editor.state.selection;
  const { style: _, level: __, ...props } = $from.parent.attrs.props;
  setAttributes($from.before(), { props: kind === 'style' ? { ...props, style: name } : props })(editor.state, view.dispatch);
}
