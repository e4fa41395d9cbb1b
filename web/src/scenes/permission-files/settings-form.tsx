import { Autocomplete, Card, Fieldset, Select, SimpleGrid, Stack, TextInput, Title } from '@mantine/core';
import {
  api,
  type ConsentFileSettings,
  channels,
  consentActs,
  consentWays,
  type FileSettings,
  type ListFileSettings,
} from '@posthorn/contract';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/use-api.ts';
import { useFileWords } from './words.ts';

interface FormProps<S extends FileSettings = FileSettings> {
  readonly settings: S;
  readonly put: (change: Partial<S>) => void;
}

interface SettingsFormProps extends FormProps {
  readonly header: readonly string[];
  /** What columns can hold. */
  readonly fields: readonly string[];
  readonly disabled: boolean;
}

const columns = { base: 1, xs: 2, md: 4 } as const;

/** What a file is: who made it, what its columns hold, what holds for rows that say nothing. */
export function SettingsForm({ settings, header, fields, put, disabled }: SettingsFormProps) {
  const { t } = useTranslation();
  return (
    <Card component="section" aria-label={t('permissionFiles.settings')}>
      <Title order={2} mb="sm">
        {t('permissionFiles.settings')}
      </Title>
      <Fieldset variant="unstyled" disabled={disabled}>
        <Stack gap="md">
          <SimpleGrid cols={columns} spacing="sm">
            <TextInput
              label={t('permissionFiles.source')}
              description={t('permissionFiles.sourceText')}
              required
              value={settings.source}
              onChange={(event) => put({ source: event.target.value })}
            />
            {settings.kind === 'suppression' && <List settings={settings} put={put} />}
          </SimpleGrid>
          {settings.kind === 'consents' && <Defaults settings={settings} put={put} />}
          <Columns settings={settings} header={header} fields={fields} put={put} />
          <Written settings={settings} put={put} />
        </Stack>
      </Fieldset>
    </Card>
  );
}

const kinds = ['robinson', 'complaint', 'own', 'moved', 'returned', 'deceased'] as const;
const bys = ['email', 'sms', 'post', 'number'] as const;
const hashes = ['sha256', 'sha1', 'md5'] as const;

function List({ settings, put }: FormProps<ListFileSettings>) {
  const { t } = useTranslation();
  const lists = useApi(api.permissionFiles.lists, {}).data?.rows ?? [];
  const { name, listKind, listedBy, hashedBy, takenOn, useBy, country } = settings;
  /** A list that is there stays of its kind unless somebody says otherwise. */
  const choose = (chosen: string) => {
    const there = lists.find((one) => one.name === chosen);
    put({ name: chosen, ...(there === undefined ? {} : { listKind: there.kind, listedBy: there.listedBy }) });
  };
  return (
    <>
      <Autocomplete
        label={t('permissionFiles.list')}
        description={t('permissionFiles.listText')}
        required
        data={lists.map((one) => one.name)}
        value={name}
        onChange={choose}
      />
      <Choice
        label={t('permissionFiles.listKind')}
        values={kinds}
        text={(kind) => t(`permissionFiles.listKinds.${kind}`)}
        value={listKind}
        put={(value) => put({ listKind: value })}
      />
      <Choice
        label={t('permissionFiles.listedBy')}
        values={bys}
        text={(by) => t(`permissionFiles.listedBys.${by}`)}
        value={listedBy}
        put={(value) => put({ listedBy: value })}
      />
      <Select
        label={t('permissionFiles.hashedBy')}
        allowDeselect={false}
        data={[
          { value: '', label: t('permissionFiles.notHashed') },
          ...hashes.map((value) => ({ value, label: value.toUpperCase().replace('SHA', 'SHA-') })),
        ]}
        value={hashedBy ?? ''}
        onChange={(value) => put({ hashedBy: (value || undefined) as ListFileSettings['hashedBy'] })}
      />
      <TextInput
        type="date"
        label={t('permissionFiles.takenOn')}
        required
        value={takenOn}
        onChange={(event) => event.target.value && put({ takenOn: event.target.value })}
      />
      <TextInput
        type="date"
        label={t('permissionFiles.useByDay')}
        value={useBy ?? ''}
        onChange={(event) => put({ useBy: event.target.value === '' ? undefined : event.target.value } as Partial<ListFileSettings>)}
      />
      {listedBy === 'sms' && hashedBy === undefined && (
        <TextInput
          label={t('permissionFiles.country')}
          maxLength={2}
          value={country}
          onChange={(event) => /^[A-Za-z]{2}$/.test(event.target.value) && put({ country: event.target.value.toUpperCase() })}
        />
      )}
    </>
  );
}

function Defaults({ settings: { defaults = {} }, put }: FormProps<ConsentFileSettings>) {
  const { t } = useTranslation();
  const texts = useApi(api.consents.texts, {}).data?.rows ?? [];
  const set = (change: Partial<NonNullable<ConsentFileSettings['defaults']>>) => put({ defaults: { ...defaults, ...change } });
  const { field: label } = useFileWords();
  return (
    <Fieldset legend={t('permissionFiles.defaults')}>
      <SimpleGrid cols={columns} spacing="sm">
        <Select
          label={label('channel')}
          allowDeselect={false}
          data={[...channels, 'phone' as const].map((value) => ({ value, label: t(`consents.channels.${value}`) }))}
          value={defaults.channel ?? null}
          onChange={(value) => value && set({ channel: value })}
        />
        <Select
          label={label('way')}
          allowDeselect={false}
          data={consentWays.map((value) => ({ value, label: t(`consents.ways.${value}`) }))}
          value={defaults.way ?? null}
          onChange={(value) => value && set({ way: value })}
        />
        <Select
          label={label('act')}
          allowDeselect={false}
          data={consentActs.filter((value) => value !== 'bought').map((value) => ({ value, label: t(`consents.acts.${value}`) }))}
          value={defaults.act ?? 'granted'}
          onChange={(value) => value && set({ act: value })}
        />
        <Select
          label={label('text')}
          clearable
          clearButtonProps={{ 'aria-label': t('actions.clear') }}
          data={[...new Set(texts.map(({ name }) => name))]}
          value={defaults.text ?? null}
          onChange={(value) => set({ text: value ?? undefined } as never)}
        />
      </SimpleGrid>
    </Fieldset>
  );
}

function Columns({ settings, header, fields, put }: Omit<SettingsFormProps, 'disabled'>) {
  const { t } = useTranslation();
  const words = useFileWords();
  const chosen = settings.columns ?? {};
  const set = (field: string, column: string | null) => {
    const { [field]: _before, ...others } = chosen;
    put({ columns: column === null ? others : { ...others, [field]: column } });
  };
  return (
    <Fieldset legend={t('permissionFiles.columns')}>
      <SimpleGrid cols={columns} spacing="sm">
        {fields.map((field) => (
          <Select
            key={field}
            label={words.field(field)}
            placeholder={t('permissionFiles.noColumn')}
            clearable
            clearButtonProps={{ 'aria-label': t('actions.clear') }}
            searchable={header.length > 12}
            data={header.filter((column) => column !== '')}
            value={chosen[field] ?? null}
            onChange={(value) => set(field, value)}
          />
        ))}
      </SimpleGrid>
    </Fieldset>
  );
}

const delimiters = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;

function Written({ settings: { format }, put }: FormProps) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={columns} spacing="sm">
      <Select
        label={t('permissionFiles.delimiter')}
        allowDeselect={false}
        data={Object.entries(delimiters).map(([value, name]) => ({ value, label: t(`permissionFiles.delimiters.${name}`) }))}
        value={format.delimiter}
        onChange={(value) => value && put({ format: { ...format, delimiter: value as typeof format.delimiter } })}
      />
      <Select
        label={t('permissionFiles.encoding')}
        allowDeselect={false}
        data={[
          { value: 'utf-8', label: 'UTF-8' },
          { value: 'windows-1252', label: 'Windows-1252' },
        ]}
        value={format.encoding}
        onChange={(value) => value && put({ format: { ...format, encoding: value as typeof format.encoding } })}
      />
    </SimpleGrid>
  );
}

interface ChoiceProps<V extends string> {
  readonly label: string;
  readonly values: readonly V[];
  readonly text: (value: V) => string;
  readonly value: V;
  readonly put: (value: V) => void;
}

function Choice<V extends string>({ label, values, text, value, put }: ChoiceProps<V>) {
  return (
    <Select
      label={label}
      allowDeselect={false}
      data={values.map((one) => ({ value: one as string, label: text(one) }))}
      value={value}
      onChange={(chosen) => chosen && put(chosen as V)}
    />
  );
}
