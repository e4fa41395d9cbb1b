import { Group, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { writingOf } from '../model/from-editor.ts';
import { RuleField } from '../rules/rule-field.tsx';
import type { Surroundings } from '../writing/inserts.ts';
import { BarcodePanel } from './barcode-panel.tsx';
import { BlockPanel } from './block-panel.tsx';
import { ChartPanel } from './chart-panel.tsx';
import { ColumnsPanel } from './columns-panel.tsx';
import { FormFieldPanel } from './form-field-panel.tsx';
import { LocalizedText } from './localized-text.tsx';
import { OneOf } from './parts.tsx';
import type { PanelProps } from './properties.tsx';
import { TablePanel } from './table-panel.tsx';
import { InputPanel, ZonePanel } from './zone-panel.tsx';

/** The fields that a node of a kind has for itself. */
export function KindFields({ kind, around, ...panel }: PanelProps & { readonly kind: string; readonly around: Surroundings }) {
  const { t } = useTranslation();
  const { fields, change, data } = panel;
  const lists = data.filter(({ type }) => type === 'list').map(({ path }) => path);
  const text = (key: string, label: string) => (
    <LocalizedText
      label={label}
      value={fields[key]}
      writing={writingOf(panel.editor.state.doc)}
      change={(value) => change({ [key]: value })}
    />
  );
  const number = (key: string, label: string) => (
    <NumberInput
      size="xs"
      label={label}
      min={0}
      max={400}
      value={(fields[key] as number | undefined) ?? ''}
      onChange={(value) => change({ [key]: typeof value === 'number' ? value : undefined })}
    />
  );
  const align = (
    <Select
      size="xs"
      label={t('editor.properties.align')}
      clearable
      clearButtonProps={{ 'aria-label': t('actions.clear') }}
      value={(fields.align as string | undefined) ?? null}
      data={['left', 'center', 'right'].map((value) => ({ value, label: t(`editor.align.${value as 'left'}`) }))}
      onChange={(value) => change({ align: value ?? undefined })}
    />
  );
  switch (kind) {
    case 'paragraph':
    case 'heading':
    case 'line':
    case 'pageBreak':
      return null;
    case 'if':
      if (typeof fields.condition === 'string')
        return (
          <RuleField
            label={t('editor.rule.label')}
            {...panel}
            rule={fields.condition}
            set={(condition) => change({ condition: condition ?? 'true' })}
          />
        );
      return <RawFields {...panel} />;
    case 'repeat':
      return (
        <Group grow gap={8}>
          <Select
            size="xs"
            label={t('editor.properties.each')}
            searchable
            data={[...new Set([...lists, String(fields.each)])]}
            value={String(fields.each)}
            onChange={(each) => each && change({ each })}
          />
          <TextInput
            size="xs"
            label={t('editor.properties.as')}
            value={String(fields.as)}
            onChange={(event) => /^[A-Za-z_]\w*$/.test(event.currentTarget.value) && change({ as: event.currentTarget.value })}
          />
        </Group>
      );
    case 'table':
      return <TablePanel {...panel} lists={lists} around={around} />;
    case 'block':
      return <BlockPanel {...panel} />;
    case 'image':
      return (
        <>
          <Select
            size="xs"
            label={t('editor.properties.asset')}
            searchable
            data={[...new Set([...around.assets, String(fields.asset)])]}
            value={String(fields.asset)}
            onChange={(asset) => asset && change({ asset })}
          />
          <Group grow gap={8}>
            {number('width', t('editor.properties.width'))}
            {align}
          </Group>
          {text('alt', t('editor.properties.alt'))}
        </>
      );
    case 'button':
      return (
        <>
          {text('text', t('editor.properties.text'))}
          {text('href', t('editor.link.address'))}
        </>
      );
    case 'barcode':
      return <BarcodePanel {...panel} />;
    case 'chart':
      return <ChartPanel {...panel} lists={lists} around={around} />;
    case 'field':
      return <FormFieldPanel {...panel} />;
    case 'zone':
      return <ZonePanel {...panel} />;
    case 'input':
      return <InputPanel {...panel} />;
    case 'footnote':
      return typeof fields.text === 'string' ? (
        <Textarea
          size="xs"
          autosize
          label={t('editor.form.footnote')}
          value={fields.text}
          onChange={(event) => change({ text: event.currentTarget.value })}
        />
      ) : (
        <RawFields {...panel} />
      );
    case 'box':
      return (
        <Select
          size="xs"
          label={t('editor.form.boxStyle')}
          clearable
          clearButtonProps={{ 'aria-label': t('actions.clear') }}
          value={(fields.style as string | undefined) ?? null}
          data={[...new Set([...around.boxStyles, ...(fields.style === undefined ? [] : [String(fields.style)])])]}
          onChange={(style) => change({ style: style ?? undefined })}
        />
      );
    case 'filler':
      return (
        <Group grow gap={8}>
          {number('minimum', t('editor.form.leastSpace'))}
          <OneOf
            panel={panel}
            name="choose"
            label={t('editor.form.choose')}
            of={['first', 'tallest'] as const}
            say={(value) => t(`editor.form.chooses.${value}`)}
          />
          <OneOf
            panel={panel}
            name="valign"
            label={t('editor.properties.align')}
            of={['top', 'middle', 'bottom'] as const}
            say={(value) => t(`editor.form.valign.${value}`)}
          />
        </Group>
      );
    case 'keep':
      return null;
    case 'columns':
      return <ColumnsPanel {...panel} />;
    case 'space':
      return number('height', t('editor.properties.height'));
    default:
      return <RawFields {...panel} />;
  }
}

/** Of nodes without a panel of their own, all that the model says, checked by the engine as one writes. */
function RawFields({ fields, change }: PanelProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() => JSON.stringify(fields, null, 2));
  const [fault, setFault] = useState('');
  return (
    <Textarea
      size="xs"
      autosize
      minRows={4}
      maxRows={14}
      label={t('editor.properties.raw')}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }}
      value={draft}
      error={fault === '' ? undefined : fault}
      onChange={(event) => {
        const { value } = event.currentTarget;
        setDraft(value);
        try {
          const parsed = JSON.parse(value) as Record<string, unknown>;
          setFault('');
          // What was taken out of the text is taken out of the node.
          const gone = Object.fromEntries(Object.keys(fields).map((key) => [key, undefined]));
          change({ ...gone, ...parsed, ...('type' in fields ? { type: fields.type } : {}) });
        } catch {
          setFault(t('editor.properties.notJson'));
        }
      }}
    />
  );
}
