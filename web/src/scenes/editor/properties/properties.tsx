import { ActionIcon, Button, Chip, Group, Stack, Switch, Text, Tooltip } from '@mantine/core';
import { isPerLanguage } from '@posthorn/engine/authoring';
import { IconArrowDown, IconArrowUp, IconTrash, IconX } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { NodeSelection } from '@tiptap/pm/state';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../app/session.ts';
import { type DataField, dataFields } from '../model/data-fields.ts';
import { writingOf } from '../model/from-editor.ts';
import { namesAt } from '../model/places.ts';
import { RuleField } from '../rules/rule-field.tsx';
import { useEditorState } from '../use-editor-state.ts';
import { channels } from '../writing/areas-shown.ts';
import { moveBlock, remove, setAttributes, unwrap } from '../writing/commands.ts';
import type { Host } from '../writing/host.ts';
import type { Surroundings } from '../writing/inserts.ts';
import { FieldPanel } from './field-panel.tsx';
import { KindFields } from './kind-fields.tsx';

interface PropertiesProps {
  readonly editor: Editor;
  readonly around: Surroundings;
  readonly host: Host;
  readonly close: () => void;
}

/** What a panel needs: the node, its fields, and a way to change them. */
export interface PanelProps {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly change: (fields: Readonly<Record<string, unknown>>) => void;
  readonly data: readonly DataField[];
  readonly pos: number;
  readonly editor: Editor;
  readonly host: Host;
}

/** What is selected: its own fields, and to whom it is shown. */
export function Properties({ editor, around, host, close }: PropertiesProps) {
  const { t } = useTranslation();
  const chosen = useEditorState(editor, selected, (a, b) => a?.pos === b?.pos && a?.node === b?.node);
  if (chosen === undefined)
    return (
      <Text size="sm" c="dimmed">
        {t('editor.properties.nothing')}
      </Text>
    );
  const { node, pos } = chosen;
  const kind: string = node.attrs.kind ?? node.attrs.model?.type ?? node.type.name;
  const run = (command: ReturnType<typeof remove>) => {
    command(editor.state, editor.view.dispatch);
    editor.view.focus();
  };
  return (
    <section
      className="ed-properties"
      aria-label={t('editor.properties.title')}
      onKeyDown={(event) => event.key === 'Escape' && back(editor, close)}
    >
      <Group justify="space-between" mb={8} wrap="nowrap">
        <Text fw={620} size="sm">
          {t(`editor.node.${kind as 'box'}`, { defaultValue: kind })}
        </Text>
        <Group gap={2} wrap="nowrap">
          {!node.isInline && (
            <>
              <Deed label={t('editor.shortcut.moveUp')} run={() => run(moveBlock(-1))} icon={<IconArrowUp size={16} aria-hidden />} />
              <Deed label={t('editor.shortcut.moveDown')} run={() => run(moveBlock(1))} icon={<IconArrowDown size={16} aria-hidden />} />
            </>
          )}
          <Deed label={t('editor.properties.remove')} run={() => run(remove(pos))} icon={<IconTrash size={16} aria-hidden />} />
          <Deed label={t('actions.close')} run={() => back(editor, close)} icon={<IconX size={16} aria-hidden />} />
        </Group>
      </Group>
      <Stack gap={10}>
        <OwnFields key={`${kind} ${pos}`} editor={editor} host={host} around={around} node={node} pos={pos} />
        {['group', 'split'].includes(node.type.name) && (
          <Button size="compact-xs" variant="default" style={{ alignSelf: 'flex-start' }} onClick={() => run(unwrap(pos))}>
            {t('editor.properties.unwrap')}
          </Button>
        )}
      </Stack>
    </section>
  );
}

function back(editor: Editor, close: () => void): void {
  close();
  editor.view.focus();
}

function Deed({ label, run, icon }: { readonly label: string; readonly run: () => void; readonly icon: ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon size="sm" variant="subtle" color="gray" c="dimmed" aria-label={label} onClick={run}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

/** The node that is selected, or the block that the cursor is in. */
function selected({ selection }: { selection: import('@tiptap/pm/state').Selection }): { node: Node; pos: number } | undefined {
  if (selection instanceof NodeSelection) return { node: selection.node, pos: selection.from };
  const { $from } = selection;
  for (let depth = $from.depth; depth > 1; depth--) {
    const node = $from.node(depth);
    if (['paragraph', 'heading', 'line'].includes(node.type.name)) return { node, pos: $from.before(depth) };
  }
  return undefined;
}

interface OwnFieldsProps extends Omit<PropertiesProps, 'close'> {
  readonly node: Node;
  readonly pos: number;
}

function OwnFields({ editor, host, around, node, pos }: OwnFieldsProps) {
  const names = namesAt(editor.state.doc, pos);
  const data = dataFields(around.data, names);
  const set = (attrs: object) => setAttributes(pos, attrs as Record<string, unknown>)(editor.state, editor.view.dispatch);
  if (node.type.name === 'field')
    return <FieldPanel value={node.attrs.value} fallback={node.attrs.fallback} change={set} data={data} host={host} pos={pos} />;
  const holder = node.attrs.model === undefined ? 'props' : 'model';
  const fields = node.attrs[holder] as Record<string, unknown> | undefined;
  if (fields === undefined) return <PerLanguage editor={editor} node={node} set={set} />;
  const change = (changed: Readonly<Record<string, unknown>>) => {
    // Absent is what most fields are; a field that says nothing is taken away.
    const next = Object.fromEntries(Object.entries({ ...fields, ...changed }).filter(([, value]) => value !== undefined));
    set({ [holder]: next });
  };
  const panel: PanelProps = { fields, change, data, pos, editor, host };
  return (
    <>
      {node.isTextblock && <PerLanguage editor={editor} node={node} set={set} />}
      <KindFields kind={node.attrs.kind ?? node.attrs.model?.type ?? node.type.name} around={around} {...panel} />
      {!node.isInline && <Shown {...panel} />}
      {!node.isInline && <Locked {...panel} />}
    </>
  );
}

/** Whether a text is written once per language. */
function PerLanguage({ editor, node, set }: { readonly editor: Editor; readonly node: Node; readonly set: (attrs: object) => void }) {
  const { t } = useTranslation();
  const { language, perLanguage } = writingOf(editor.state.doc);
  const { text } = node.attrs;
  if (!perLanguage || text === null) return null;
  return (
    <Switch
      size="xs"
      label={t('editor.properties.sameInAll')}
      checked={!isPerLanguage(text)}
      onChange={(event) => set({ ...node.attrs, text: event.currentTarget.checked ? (text[language] ?? '') : { [language]: text } })}
    />
  );
}

/** Whether the passage is fixed: who may lock decides it, others are told. */
function Locked({ fields, change }: PanelProps) {
  const { t } = useTranslation();
  const may = useMay('content:lock');
  const locked = fields.locked === true;
  if (!may && !locked) return null;
  return (
    <Switch
      size="xs"
      label={t('editor.locked.switch')}
      disabled={!may}
      checked={locked}
      onChange={(event) => change({ locked: event.currentTarget.checked ? true : undefined })}
    />
  );
}

/** To whom it is shown: channels and a rule. */
function Shown(panel: PanelProps) {
  const { t } = useTranslation();
  const { fields, change } = panel;
  const only = (fields.only as string[] | undefined) ?? [];
  const inLine = panel.editor.state.doc.resolve(panel.pos).node(1)?.type.name === 'lineArea';
  if (inLine) return null;
  return (
    <>
      <div>
        <Text size="xs" fw={500} mb={4} id="ed-only">
          {t('editor.properties.only')}
        </Text>
        <Chip.Group multiple value={only} onChange={(value) => change({ only: value.length === 0 ? undefined : value })}>
          <Group gap={4} role="group" aria-labelledby="ed-only">
            {channels.map((channel) => (
              <Chip key={channel} size="xs" value={channel}>
                {t(`editor.channel.${channel}`)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </div>
      <RuleField
        label={t('editor.rule.when')}
        {...panel}
        rule={fields.when as string | undefined}
        set={(when) => change({ when })}
        optional
      />
    </>
  );
}
