import { Group, NumberInput, Select, Stack, Switch, Text, Title, UnstyledButton } from '@mantine/core';
import type { ParagraphStyle } from '@posthorn/engine';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ColourField } from '../colours/colours-panel.tsx';
import { resolvedStyle } from '../colours/pairs.ts';
import type { BrandDraft } from '../use-brand-draft.ts';

const aligns = ['start', 'center', 'end', 'justify'] as const;
/** A point in CSS pixels, so that samples stand on the screen as large as on paper. */
const PIXELS = 96 / 72;

/** Paragraph styles, each with a sample as it is set; what a style does not say it takes from the one that it builds on. */
export function StylesPanel({ draft }: { readonly draft: BrandDraft }) {
  const { t } = useTranslation();
  const { brand } = draft;
  const [chosen, choose] = useState(Object.keys(brand.styles)[0]);
  return (
    <div>
      <Title order={2} mb={4}>
        {t('brands.styles.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('brands.styles.text')}
      </Text>
      <Stack gap={6}>
        {Object.keys(brand.styles).map((name) => (
          <div key={name} className="bd-style" data-open={name === chosen ? true : undefined}>
            <UnstyledButton
              className="bd-style-head"
              aria-expanded={name === chosen}
              onClick={() => choose(name === chosen ? undefined : name)}
            >
              <span className="bd-style-name">{name}</span>
              <Sample draft={draft} name={name} />
            </UnstyledButton>
            {name === chosen && <StyleFields draft={draft} name={name} />}
          </div>
        ))}
      </Stack>
    </div>
  );
}

/** The browser's own fonts stand in for the brand's: families by the names that the brand gives for the web. */
function Sample({ draft: { brand }, name }: { readonly draft: BrandDraft; readonly name: string }) {
  const { t } = useTranslation();
  const style = resolvedStyle(brand.styles, name);
  const size = (style.size ?? 10) * PIXELS;
  return (
    <span
      className="bd-style-sample"
      aria-hidden
      data-text={t('brands.styles.sample')}
      style={{
        fontFamily: `"bd-${style.font ?? ''}", ${brand.fonts[style.font ?? '']?.web ?? 'inherit'}`,
        fontSize: Math.min(size, 34),
        fontWeight: style.weight === 'bold' ? 700 : 400,
        fontStyle: style.italic ? 'italic' : 'normal',
        color: style.color ?? '#000000',
        letterSpacing: style.tracking === undefined ? undefined : `${style.tracking / 1000}em`,
      }}
    />
  );
}

function StyleFields({ draft, name }: { readonly draft: BrandDraft; readonly name: string }) {
  const { t } = useTranslation();
  const { brand, change, writable } = draft;
  const own = brand.styles[name]!;
  const whole = resolvedStyle(brand.styles, name);
  const set = (field: keyof ParagraphStyle, value: unknown) => {
    const { [field]: _, ...rest } = own;
    const next = value === undefined || value === '' ? rest : { ...rest, [field]: value };
    change({ ...brand, styles: { ...brand.styles, [name]: next as ParagraphStyle } }, `style ${name} ${field}`);
  };
  const number = (field: 'size' | 'leading' | 'spaceBefore' | 'spaceAfter' | 'indent', unit: string, low: number) => (
    <NumberInput
      size="xs"
      w={112}
      label={t(`brands.styles.${field}`)}
      suffix={` ${unit}`}
      min={low}
      max={200}
      decimalScale={2}
      step={0.5}
      disabled={!writable}
      placeholder={whole[field] === undefined ? '' : `${whole[field]} ${unit}`}
      value={own[field] ?? ''}
      onChange={(value) => set(field, value === '' ? undefined : Number(value))}
    />
  );
  const inherited = { value: '', label: t('brands.styles.inherited') };
  return (
    <Group gap={8} align="flex-end" className="bd-style-fields">
      <Select
        size="xs"
        w={130}
        label={t('brands.styles.basedOn')}
        allowDeselect={false}
        disabled={!writable}
        value={own.basedOn ?? ''}
        data={[{ value: '', label: t('brands.styles.nothing') }, ...Object.keys(brand.styles).filter((other) => other !== name)]}
        onChange={(value) => set('basedOn', value ?? '')}
      />
      <Select
        size="xs"
        w={130}
        label={t('brands.styles.font')}
        allowDeselect={false}
        disabled={!writable}
        value={own.font ?? ''}
        data={[inherited, ...Object.keys(brand.fonts)]}
        onChange={(value) => set('font', value ?? '')}
      />
      {number('size', 'pt', 4)}
      {number('leading', 'pt', 4)}
      {number('spaceBefore', 'pt', 0)}
      {number('spaceAfter', 'pt', 0)}
      {number('indent', 'mm', 0)}
      <Select
        size="xs"
        w={120}
        label={t('brands.styles.align')}
        allowDeselect={false}
        disabled={!writable}
        value={own.align ?? ''}
        data={[inherited, ...aligns.map((value) => ({ value, label: t(`brands.styles.aligns.${value}`) }))]}
        onChange={(value) => set('align', value ?? '')}
      />
      <div>
        <Text size="xs" fw={500} mb={2}>
          {t('brands.styles.colour')}
        </Text>
        <ColourField
          label={t('brands.styles.colourOf', { name })}
          value={whole.color ?? '#000000'}
          disabled={!writable}
          change={(value) => set('color', value)}
        />
      </div>
      <Switch
        size="xs"
        label={t('brands.styles.bold')}
        disabled={!writable}
        checked={whole.weight === 'bold'}
        onChange={(event) => set('weight', event.currentTarget.checked ? 'bold' : 'regular')}
      />
      <Switch
        size="xs"
        label={t('brands.styles.italic')}
        disabled={!writable}
        checked={whole.italic === true}
        onChange={(event) => set('italic', event.currentTarget.checked)}
      />
      <Switch
        size="xs"
        label={t('brands.styles.hyphenate')}
        disabled={!writable}
        checked={whole.hyphenate === true}
        onChange={(event) => set('hyphenate', event.currentTarget.checked)}
      />
    </Group>
  );
}
