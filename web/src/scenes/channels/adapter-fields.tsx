import { Checkbox, NumberInput, PasswordInput, Select, Stack, Textarea, TextInput } from '@mantine/core';
import type { AccountEntry, AccountField, Adapter } from '@posthorn/contract';
import { useTranslation } from 'react-i18next';

type Settings = AccountEntry['settings'];

interface AdapterFieldsProps {
  readonly adapter: Adapter;
  readonly settings: Settings;
  /** Secrets were entered before; they stay where nothing is entered. */
  readonly secretsKept: boolean;
  readonly set: (settings: Settings) => void;
}

/** What a kind of account wants to know. */
export function AdapterFields({ adapter, settings, secretsKept, set }: AdapterFieldsProps) {
  return (
    <Stack gap="sm">
      {adapter.fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          value={settings[field.name] ?? field.default}
          secretsKept={secretsKept}
          set={(value) => set({ ...settings, [field.name]: value })}
        />
      ))}
    </Stack>
  );
}

interface FieldProps {
  readonly field: AccountField;
  readonly value: Settings[string] | undefined;
  readonly secretsKept: boolean;
  readonly set: (value: Settings[string]) => void;
}

function Field({ field, value, secretsKept, set }: FieldProps) {
  const { t } = useTranslation();
  const { name, type, secret } = field;
  const shared = {
    label: t(`accounts.fields.${name}`, { defaultValue: name }),
    required: (field.required ?? false) && !(secret && secretsKept),
  };
  if (type === 'yes-no') return <Checkbox label={shared.label} checked={value === true} onChange={(event) => set(event.target.checked)} />;
  if (type === 'number') return <NumberInput {...shared} min={0} value={Number(value ?? 0)} onChange={(entered) => set(Number(entered))} />;
  if (type === 'choice') {
    const data = (field.choices ?? []).map((choice) => ({
      value: choice,
      label: t(`accounts.choices.${choice}`, { defaultValue: choice }),
    }));
    return (
      <Select {...shared} data={data} value={String(value ?? '')} onChange={(chosen) => chosen && set(chosen)} allowDeselect={false} />
    );
  }
  const text = {
    ...shared,
    maxLength: 10_000,
    value: String(value ?? ''),
    onChange: (event: { target: { value: string } }) => set(event.target.value),
  };
  const kept = secret && secretsKept ? { description: t('accounts.secretKept') } : {};
  if (field.lines)
    return <Textarea {...text} {...kept} autosize minRows={2} maxRows={12} ff="monospace" spellCheck={false} autoComplete="off" />;
  if (!secret) return <TextInput {...text} />;
  return <PasswordInput {...text} {...kept} autoComplete="new-password" />;
}
