import { ActionIcon, Fieldset, Group, Select, SimpleGrid, Stack, TagsInput, Text } from '@mantine/core';
import { templatePurposes } from '@posthorn/contract';
import { IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { useUsableBrands } from '../../brands/use-brands.ts';
import type { Written } from '../model/areas.ts';
import { dataFields } from '../model/data-fields.ts';
import { withoutLanguage } from './languages.ts';
import { NamesField } from './names-field.tsx';

interface TemplateSettingsProps {
  readonly template: Written;
  readonly set: (template: Written) => void;
}

/** What a template is called, why it is written and how it looks; which fields name it in one's books and choose its language. */
export function TemplateSettings({ template, set }: TemplateSettingsProps) {
  const { t } = useTranslation();
  const brands = useUsableBrands();
  const { brand, purpose, goods, name } = template as Written & { brand: string; purpose: string; goods?: string[]; name: string };
  const languages = template.languages as readonly string[];
  const change = (part: { readonly [field: string]: unknown }) =>
    set(Object.fromEntries(Object.entries({ ...template, ...part }).filter(([, value]) => value !== undefined)) as unknown as Written);
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <NamesField names={name} languages={languages} set={(names) => change({ name: names })} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <Select
          label={t('editor.create.purpose')}
          allowDeselect={false}
          value={purpose}
          data={templatePurposes.map((value) => ({ value, label: t(`purposes.${value}`) }))}
          onChange={(value) => value !== null && change({ purpose: value, ...(value === 'advertising' ? {} : { goods: undefined }) })}
        />
        <Select
          label={t('editor.create.brand')}
          allowDeselect={false}
          value={brand}
          data={[...new Map([[brand, brand], ...brands.map((one) => [one.id, one.name] as const)])].map(([value, label]) => ({
            value,
            label,
          }))}
          onChange={(value) => value !== null && change({ brand: value })}
        />
        <FieldSelect
          template={template}
          field="reference"
          label={t('editor.whole.reference')}
          description={t('editor.whole.referenceHint')}
          change={change}
        />
        <FieldSelect
          template={template}
          field="language"
          label={t('editor.whole.language')}
          description={t(
            languages.length > 1 && template.language === undefined ? 'editor.whole.languageMissing' : 'editor.whole.languageHint',
          )}
          change={change}
        />
      </SimpleGrid>
      {purpose === 'advertising' && (
        <TagsInput
          label={t('editor.whole.goods')}
          description={t('editor.whole.goodsHint')}
          value={goods ?? []}
          onChange={(value) => change({ goods: value.length === 0 ? undefined : value })}
        />
      )}
      <Languages template={template} set={set} />
    </Stack>
  );
}

interface FieldSelectProps {
  readonly template: Written;
  readonly field: 'reference' | 'language';
  readonly label: string;
  readonly description: string;
  readonly change: (part: { readonly [field: string]: unknown }) => void;
}

/** A value of the record that says something of the whole; an expression that was written by hand is shown as it is. */
function FieldSelect({ template, field, label, description, change }: FieldSelectProps) {
  const { t } = useTranslation();
  const own = template[field] as string | undefined;
  const paths = dataFields(template.data).flatMap(({ path, type }) => (type === 'text' || type === 'integer' ? [path] : []));
  return (
    <Select
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('actions.clear') }}
      label={label}
      description={description}
      inputWrapperOrder={['label', 'input', 'description']}
      value={own ?? null}
      data={[...new Set([...paths, ...(own === undefined ? [] : [own])])]}
      onChange={(value) => change({ [field]: value ?? undefined })}
    />
  );
}

/** Its languages: the first stands in for the others. */
function Languages({ template, set }: TemplateSettingsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const languages = template.languages as readonly string[];
  const first = (tag: string) => set({ ...template, languages: [tag, ...languages.filter((one) => one !== tag)] });
  return (
    <Fieldset legend={t('templates.languages')}>
      <Text size="xs" c="dimmed" mb={6}>
        {t('editor.whole.languagesHint')}
      </Text>
      {languages.map((tag, i) => (
        <Group key={tag} justify="space-between" gap={8}>
          <Text size="sm">{format.language(tag)}</Text>
          <Group gap={2}>
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={i === 0}
              aria-label={t('editor.whole.languageFirst', { language: format.language(tag) })}
              onClick={() => first(tag)}
            >
              <IconArrowUp size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={languages.length === 1}
              aria-label={t('actions.remove', { what: format.language(tag) })}
              onClick={() => set(withoutLanguage(template, tag))}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Group>
        </Group>
      ))}
    </Fieldset>
  );
}
