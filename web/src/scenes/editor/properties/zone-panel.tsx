import { ActionIcon, Button, Chip, Group, NumberInput, Select, Switch, Text, TextInput } from '@mantine/core';
import type { ZoneLimits, ZoneMark } from '@posthorn/engine';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Node } from '@tiptap/pm/model';
import { useTranslation } from 'react-i18next';
import { writingOf } from '../model/from-editor.ts';
import { remove, setAttributes } from '../writing/commands.ts';
import { wordsOf } from '../writing/views/frame-views.ts';
import { choiceSlot } from '../writing/zones.ts';
import { LocalizedText } from './localized-text.tsx';
import { OneOf, Words } from './parts.tsx';
import type { PanelProps } from './properties.tsx';

const marks: readonly ZoneMark[] = ['bold', 'italic', 'underline'];
const NAME = /^[A-Za-z][A-Za-z0-9_-]*$/;

/** What is left to a clerk: how it is called, what is asked, and what holds without an answer. */
export function ZonePanel(panel: PanelProps) {
  const { t } = useTranslation();
  const { fields, change } = panel;
  return (
    <>
      <Text size="xs" c="dimmed">
        {t(`editor.zone.means.${fields.kind as 'optional'}`)}
      </Text>
      <Words panel={panel} name="question" label={t('editor.zone.question')} />
      <Name value={String(fields.name)} set={(name) => change({ name })} />
      {fields.kind === 'optional' && <Flag panel={panel} name="leftOut" />}
      {fields.kind === 'choice' && <Choices {...panel} />}
      {fields.kind === 'free' && (
        <>
          <Flag panel={panel} name="required" />
          <Limits {...panel} />
        </>
      )}
    </>
  );
}

/** A value that is asked for within a line. */
export function InputPanel(panel: PanelProps) {
  const { t } = useTranslation();
  const { fields, change } = panel;
  return (
    <>
      <Text size="xs" c="dimmed">
        {t('editor.zone.means.input')}
      </Text>
      <Words panel={panel} name="question" label={t('editor.zone.question')} />
      <Group grow gap={8} align="flex-start">
        <OneOf
          panel={panel}
          name="kind"
          label={t('editor.zone.of')}
          of={['text', 'number', 'date'] as const}
          say={(value) => t(`editor.zone.values.${value}`)}
        />
        <AtMost label={t('editor.zone.characters')} value={fields.characters} set={(characters) => change({ characters })} />
      </Group>
      <Words panel={panel} name="default" label={t('editor.zone.default')} />
      <Name value={String(fields.name)} set={(name) => change({ name })} />
    </>
  );
}

/** What answers call it: letters, figures, hyphens. */
function Name({ value, set }: { readonly value: string; readonly set: (name: string) => void }) {
  const { t } = useTranslation();
  return (
    <TextInput
      size="xs"
      label={t('editor.zone.name')}
      description={t('editor.zone.nameHint')}
      defaultValue={value}
      maxLength={100}
      onChange={(event) => NAME.test(event.currentTarget.value) && set(event.currentTarget.value)}
    />
  );
}

function Flag({ panel: { fields, change }, name }: { readonly panel: PanelProps; readonly name: 'leftOut' | 'required' }) {
  const { t } = useTranslation();
  return (
    <Switch
      size="xs"
      label={t(`editor.zone.${name}`)}
      checked={fields[name] === true}
      onChange={(event) => change({ [name]: event.currentTarget.checked ? true : undefined })}
    />
  );
}

interface AtMostProps {
  readonly label: string;
  readonly value: unknown;
  readonly set: (value: number | undefined) => void;
}

function AtMost({ label, value, set }: AtMostProps) {
  return (
    <NumberInput
      size="xs"
      label={label}
      min={1}
      max={100_000}
      allowDecimal={false}
      value={(value as number | undefined) ?? ''}
      onChange={(now) => set(typeof now === 'number' && now >= 1 ? now : undefined)}
    />
  );
}

/** How much a clerk may write, and how. */
function Limits({ fields, change }: PanelProps) {
  const { t } = useTranslation();
  const limits = (fields.limits ?? {}) as ZoneLimits;
  const set = (changed: { readonly [Key in keyof ZoneLimits]?: ZoneLimits[Key] | undefined }) => {
    const next = Object.fromEntries(Object.entries({ ...limits, ...changed }).filter(([, value]) => value !== undefined));
    change({ limits: Object.keys(next).length === 0 ? undefined : next });
  };
  const allowed = limits.marks ?? marks;
  return (
    <fieldset className="ed-rule">
      <legend>{t('editor.zone.limits')}</legend>
      <Group grow gap={8}>
        <AtMost label={t('editor.zone.characters')} value={limits.characters} set={(characters) => set({ characters })} />
        <AtMost label={t('editor.zone.paragraphs')} value={limits.paragraphs} set={(paragraphs) => set({ paragraphs })} />
      </Group>
      <Chip.Group
        multiple
        value={[...allowed]}
        onChange={(value) => set({ marks: value.length === marks.length ? undefined : marks.filter((mark) => value.includes(mark)) })}
      >
        <Group gap={4} mt={8} role="group" aria-label={t('editor.zone.marks')}>
          {marks.map((mark) => (
            <Chip key={mark} size="xs" value={mark}>
              {t(`editor.shortcut.${mark}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <Switch
        size="xs"
        mt={8}
        label={t('editor.zone.lists')}
        checked={limits.lists !== false}
        onChange={(event) => set({ lists: event.currentTarget.checked ? undefined : false })}
      />
    </fieldset>
  );
}

interface ShownChoice {
  readonly slot: Node;
  readonly pos: number;
}

/** What a clerk may choose from, and what is chosen until then. */
function Choices({ fields, change, pos, editor }: PanelProps) {
  const { t } = useTranslation();
  const { doc, schema } = editor.state;
  const zone = doc.nodeAt(pos);
  if (zone === null) return null;
  const writing = writingOf(doc);
  const choices: ShownChoice[] = [];
  zone.forEach((slot, offset) => void choices.push({ slot, pos: pos + 1 + offset }));
  const names = choices.map(({ slot }) => slot.attrs.props.name as string);
  const run = (command: ReturnType<typeof remove>) => command(editor.state, editor.view.dispatch);
  const add = () => {
    const number = Array.from({ length: names.length + 1 }, (_, i) => i + 1).find((one) => !names.includes(`choice${one}`))!;
    editor.view.dispatch(editor.state.tr.insert(pos + zone.nodeSize - 1, choiceSlot(schema, number, [], writing)));
  };
  return (
    <>
      <fieldset className="ed-rule">
        <legend>{t('editor.zone.choices')}</legend>
        {choices.map(({ slot, pos: at }, i) => (
          <Group key={slot.attrs.props.name} gap={6} mt={i === 0 ? 0 : 6} align="flex-end" wrap="nowrap">
            <div style={{ flex: 1 }}>
              <LocalizedText
                label={t('editor.slot.choice', { number: i + 1 })}
                value={slot.attrs.props.label}
                writing={writing}
                change={(label) => run(setAttributes(at, { props: { ...slot.attrs.props, label: label ?? '' } }))}
              />
            </div>
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={choices.length < 2}
              aria-label={t('editor.zone.removeChoice', { number: i + 1 })}
              onClick={() => {
                run(remove(at));
                if (fields.chosen === slot.attrs.props.name) change({ chosen: undefined });
              }}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <Button mt={8} size="compact-xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
          {t('editor.zone.addChoice')}
        </Button>
      </fieldset>
      <Select
        size="xs"
        label={t('editor.zone.chosen')}
        clearable
        clearButtonProps={{ 'aria-label': t('actions.clear') }}
        placeholder={t('editor.zone.mustChoose')}
        value={(fields.chosen as string | undefined) ?? null}
        data={choices.map(({ slot }) => ({ value: slot.attrs.props.name, label: wordsOf(slot.attrs.props.label, writing.language) }))}
        onChange={(chosen) => change({ chosen: chosen ?? undefined })}
      />
    </>
  );
}
