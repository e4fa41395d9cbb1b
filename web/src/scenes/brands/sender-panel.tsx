import { Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BrandDraft } from './use-brand-draft.ts';

const known = ['organisation', 'email', 'phone', 'web', 'iban', 'bic'] as const;

/** Who writes: what letters and messages take as `brand.sender`. */
export function SenderPanel({ draft }: { readonly draft: BrandDraft }) {
  const { t } = useTranslation();
  const { brand, change, writable } = draft;
  const { sender } = brand;
  const others = Object.keys(sender).filter((field) => field !== 'address' && !(known as readonly string[]).includes(field));
  const set = (field: string, value: unknown) => change({ ...brand, sender: { ...sender, [field]: value } }, `sender ${field}`);
  const field = (name: string, label: string) => (
    <TextInput
      key={name}
      label={label}
      disabled={!writable || typeof (sender[name] ?? '') !== 'string'}
      value={typeof (sender[name] ?? '') === 'string' ? String(sender[name] ?? '') : JSON.stringify(sender[name])}
      onChange={(event) => set(name, event.currentTarget.value)}
    />
  );
  return (
    <Stack gap="sm" maw={460}>
      <Title order={2}>{t('brands.sender.title')}</Title>
      <Text size="sm" c="dimmed">
        {t('brands.sender.text')}
      </Text>
      <TextInput
        label={t('brands.sender.name')}
        disabled={!writable}
        value={brand.name}
        onChange={(event) => event.currentTarget.value !== '' && change({ ...brand, name: event.currentTarget.value }, 'name')}
      />
      {field('organisation', t('brands.sender.organisation'))}
      <Textarea
        label={t('brands.sender.address')}
        autosize
        minRows={3}
        disabled={!writable}
        value={sender.address.join('\n')}
        onChange={(event) => set('address', event.currentTarget.value.split('\n'))}
      />
      {known.filter((name) => name !== 'organisation').map((name) => field(name, t(`brands.sender.${name}`)))}
      {others.map((name) => field(name, name))}
    </Stack>
  );
}
