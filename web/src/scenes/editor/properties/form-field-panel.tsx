import { ActionIcon, Button, Group, Switch, TextInput } from '@mantine/core';
import type { FieldOption } from '@posthorn/engine';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { writingOf } from '../model/from-editor.ts';
import { LocalizedText } from './localized-text.tsx';
import { ExpressionField, Millimetres, OneOf, Words } from './parts.tsx';
import type { PanelProps } from './properties.tsx';

const kinds = ['text', 'multiline', 'checkbox', 'radio', 'choice', 'date', 'signature'] as const;
const withOptions: ReadonlySet<unknown> = new Set(['radio', 'choice']);

/** A place that the reader fills in or signs. */
export function FormFieldPanel(panel: PanelProps) {
  const { t } = useTranslation();
  const { fields, change, editor } = panel;
  const options = (fields.options ?? []) as readonly FieldOption[];
  const writing = writingOf(editor.state.doc);
  const setOption = (index: number, changed: Partial<FieldOption>) =>
    change({ options: options.map((one, i) => (i === index ? { ...one, ...changed } : one)) });
  return (
    <>
      <Group grow gap={8} align="flex-start">
        <OneOf panel={panel} name="kind" label={t('editor.form.fieldKind')} of={kinds} say={(value) => t(`editor.form.field.${value}`)} />
        <TextInput
          size="xs"
          label={t('editor.form.fieldName')}
          value={String(fields.name ?? '')}
          onChange={(event) => /^[A-Za-z_][\w.-]*$/.test(event.currentTarget.value) && change({ name: event.currentTarget.value })}
        />
      </Group>
      <Words panel={panel} name="label" label={t('editor.form.label')} />
      {withOptions.has(fields.kind) && (
        <div>
          {options.map((option, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an option is its place
            <Group key={i} gap={6} mb={4} wrap="nowrap" align="flex-end">
              <LocalizedText
                label={t('editor.form.option', { number: i + 1 })}
                value={option.label}
                writing={writing}
                change={(label) => setOption(i, { label: label ?? '' })}
              />
              <TextInput
                size="xs"
                label={t('editor.field.value')}
                value={option.value}
                onChange={(event) => setOption(i, { value: event.currentTarget.value })}
              />
              <ActionIcon
                size={30}
                variant="default"
                aria-label={t('editor.form.removeOption')}
                onClick={() => change({ options: options.filter((_, at) => at !== i) })}
              >
                <IconTrash size={15} aria-hidden />
              </ActionIcon>
            </Group>
          ))}
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconPlus size={13} aria-hidden />}
            onClick={() => change({ options: [...options, { value: `${options.length + 1}`, label: '…' }] })}
          >
            {t('editor.form.addOption')}
          </Button>
        </div>
      )}
      {fields.kind !== 'signature' && (
        <ExpressionField
          panel={panel}
          optional
          label={t('editor.form.begins')}
          value={String(fields.value ?? '')}
          set={(value) => change({ value })}
        />
      )}
      <Group grow gap={8}>
        <Millimetres panel={panel} name="width" label={t('editor.properties.width')} />
        <Millimetres panel={panel} name="height" label={t('editor.properties.height')} />
      </Group>
      <Switch
        size="xs"
        label={t('editor.form.required')}
        checked={fields.required === true}
        onChange={(event) => change({ required: event.currentTarget.checked ? true : undefined })}
      />
    </>
  );
}
