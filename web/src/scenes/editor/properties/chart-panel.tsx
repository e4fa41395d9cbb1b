import { ActionIcon, Button, ColorInput, Group, Select, Switch } from '@mantine/core';
import type { Node } from '@posthorn/engine';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { dataFields } from '../model/data-fields.ts';
import { writingOf } from '../model/from-editor.ts';
import type { Surroundings } from '../writing/inserts.ts';
import { singular, spoken } from '../writing/inserts.ts';
import { LocalizedText } from './localized-text.tsx';
import { ExpressionField, Millimetres, OneOf, Words } from './parts.tsx';
import type { PanelProps } from './properties.tsx';

type ChartSeries = Extract<Node, { type: 'chart' }>['series'][number];

interface ChartPanelProps extends PanelProps {
  readonly lists: readonly string[];
  readonly around: Surroundings;
}

/** A chart: of which list, what is shown of an item, and how. */
export function ChartPanel({ lists, around, ...panel }: ChartPanelProps) {
  const { t } = useTranslation();
  const { fields, change, editor } = panel;
  const each = String(fields.each ?? '');
  const as = String(fields.as ?? 'row');
  const series = (fields.series ?? []) as readonly ChartSeries[];
  const items = dataFields(around.data, [{ name: as, each }]).filter(({ path }) => path.startsWith(`${as}.`) || path === as);
  const numbers = items.filter(({ type }) => type === 'decimal' || type === 'integer').map(({ path }) => path);
  const writing = writingOf(editor.state.doc);
  const setSeries = (index: number, changed: Partial<ChartSeries>) =>
    change({ series: series.map((one, i) => (i === index ? clean({ ...one, ...changed }) : one)) });
  const add = () => {
    const value = numbers.find((path) => !series.some((one) => one.value === path)) ?? numbers[0] ?? '0';
    change({ series: [...series, { name: spoken(value.split('.').at(-1)!), value }] });
  };
  return (
    <>
      <Group grow gap={8}>
        <OneOf
          panel={panel}
          name="kind"
          label={t('editor.form.chartKind')}
          of={['bar', 'line', 'area', 'doughnut'] as const}
          say={(value) => t(`editor.form.chart.${value}`)}
        />
        <Select
          size="xs"
          searchable
          label={t('editor.properties.each')}
          data={[...new Set([...lists, each])].filter((list) => list !== '')}
          value={each}
          onChange={(list) => list !== null && change({ each: list, as: singular(list) })}
        />
      </Group>
      <Words panel={panel} name="title" label={t('editor.form.title')} />
      <Words panel={panel} name="label" label={t('editor.form.itemLabel')} />
      {series.map((one, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a series is its place
        <fieldset key={i} className="ed-rule">
          <legend>{t('editor.form.series', { number: i + 1 })}</legend>
          <Group grow gap={8} align="flex-start">
            <LocalizedText
              label={t('editor.form.seriesName')}
              value={one.name}
              writing={writing}
              change={(name) => setSeries(i, { name: name ?? '' })}
            />
            <Select
              size="xs"
              searchable
              label={t('editor.field.value')}
              data={[...new Set([...numbers, one.value])]}
              value={one.value}
              onChange={(value) => value !== null && setSeries(i, { value })}
            />
          </Group>
          <Group gap={8} mt={6} align="flex-end" wrap="nowrap">
            <ColorInput
              size="xs"
              flex={1}
              label={t('editor.form.color')}
              placeholder={t('editor.form.usual')}
              value={one.color ?? ''}
              onChange={(color) => setSeries(i, { color: /^#[0-9a-f]{6}$/i.test(color) ? color : undefined } as Partial<ChartSeries>)}
            />
            <ActionIcon
              size={30}
              variant="default"
              aria-label={t('editor.form.removeSeries')}
              disabled={series.length < 2}
              onClick={() => change({ series: series.filter((_, at) => at !== i) })}
            >
              <IconTrash size={15} aria-hidden />
            </ActionIcon>
          </Group>
        </fieldset>
      ))}
      {fields.kind !== 'doughnut' && (
        <Button
          size="compact-xs"
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          leftSection={<IconPlus size={13} aria-hidden />}
          onClick={add}
        >
          {t('editor.form.addSeries')}
        </Button>
      )}
      <Group gap={16}>
        {(['stacked', 'horizontal'] as const).map((name) => (
          <Switch
            key={name}
            size="xs"
            label={t(`editor.form.${name}`)}
            checked={fields[name] === true}
            onChange={(event) => change({ [name]: event.currentTarget.checked ? true : undefined })}
          />
        ))}
      </Group>
      <ExpressionField
        panel={panel}
        silent
        optional
        label={t('editor.form.numberFormat')}
        value={String(fields.format ?? '')}
        set={(format) => change({ format })}
      />
      <Group grow gap={8}>
        <Millimetres panel={panel} name="width" label={t('editor.properties.width')} />
        <Millimetres panel={panel} name="height" label={t('editor.properties.height')} />
      </Group>
      <Words panel={panel} name="alt" label={t('editor.properties.alt')} />
    </>
  );
}

const clean = <T extends object>(value: T): T => Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
