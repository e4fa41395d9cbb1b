import { Fieldset, Group, NumberInput, Select, TextInput } from '@mantine/core';
import type { TemplateContact } from '@posthorn/engine';
import { useTranslation } from 'react-i18next';
import type { DataField } from '../model/data-fields.ts';

interface ContactFieldsProps {
  readonly contact: TemplateContact;
  /** Undefined where nothing is left of it. */
  readonly set: (contact: TemplateContact | undefined) => void;
  readonly data: readonly DataField[];
}

const isMatter = (text: string): boolean => /^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(text);

/** What the contact policy must know of a template: what it is about, and until when it is worth something. */
export function ContactFields({ contact, set, data }: ContactFieldsProps) {
  const { t } = useTranslation();
  const change = (part: { readonly [Name in keyof TemplateContact]: TemplateContact[Name] | undefined }) => {
    const kept = Object.entries({ ...contact, ...part }).filter(([, value]) => value !== undefined && value !== '');
    set(kept.length === 0 ? undefined : (Object.fromEntries(kept) as TemplateContact));
  };
  const paths = (types: readonly DataField['type'][], own: string | undefined) => [
    ...new Set([...data.filter(({ type }) => types.includes(type)).map(({ path }) => path), ...(own === undefined ? [] : [own])]),
  ];
  const { matter = '', key, validDays, validUntil } = contact;
  const clear = { clearable: true, clearButtonProps: { 'aria-label': t('actions.clear') } } as const;
  return (
    <Fieldset legend={t('editor.contact.title')} className="ed-contact">
      <Group grow gap={8} align="flex-start">
        <TextInput
          size="xs"
          label={t('editor.contact.matter')}
          description={t('editor.contact.matterHint')}
          error={matter === '' || isMatter(matter) ? undefined : t('editor.contact.matterFault')}
          value={matter}
          onChange={(event) => change({ matter: event.currentTarget.value })}
        />
        <Select
          {...clear}
          size="xs"
          searchable
          label={t('editor.contact.key')}
          description={t('editor.contact.keyHint')}
          value={key ?? null}
          data={paths(['text', 'integer'], key)}
          onChange={(value) => change({ key: value ?? undefined })}
        />
      </Group>
      <Group grow gap={8} mt={6} align="flex-start">
        <NumberInput
          size="xs"
          label={t('editor.contact.validDays')}
          min={1}
          max={366}
          allowDecimal={false}
          value={validDays ?? ''}
          onChange={(value) => change({ validDays: typeof value === 'number' ? value : undefined })}
        />
        <Select
          {...clear}
          size="xs"
          searchable
          label={t('editor.contact.validUntil')}
          value={validUntil ?? null}
          data={paths(['date'], validUntil)}
          onChange={(value) => change({ validUntil: value ?? undefined })}
        />
      </Group>
    </Fieldset>
  );
}
