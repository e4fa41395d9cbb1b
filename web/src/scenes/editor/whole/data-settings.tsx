import { ActionIcon, Button, Fieldset, Group, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import { api } from '@posthorn/contract';
import { IconDatabaseImport, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../../api/use-api.ts';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { say, sayProblem } from '../../../parts/notify.tsx';
import { Rows } from '../../../parts/rows.tsx';
import { type FieldRow, type FieldType, fieldRows, fieldTypes, isPath, withField, withoutField } from './data-schema.ts';

interface DataSettingsProps {
  readonly schema: unknown;
  /** The sample record that is shown. */
  readonly record: Readonly<Record<string, unknown>>;
  readonly set: (schema: unknown) => void;
}

/** The fields of the records that the template is composed with. What is taken out and still used is told as an error of the text. */
export function DataSettings({ schema, record, set }: DataSettingsProps) {
  const { t } = useTranslation();
  const rows = fieldRows(schema);
  const change = (row: FieldRow) => {
    const next = withField(schema, row);
    if (next !== undefined) set(next);
  };
  const says = (type: FieldType) => t(`editor.whole.type.${type}`);
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('editor.whole.dataText')}
      </Text>
      <div className="ed-fields">
        {rows.length === 0 && (
          <EmptyState icon={IconDatabaseImport} title={t('editor.whole.noFields')} text={t('editor.whole.noFieldsText')} />
        )}
        {rows.length > 0 && (
          <Rows
            label={t('editor.whole.data')}
            rows={rows}
            keyOf={({ path }) => path}
            columns={[
              {
                name: 'path',
                label: t('editor.whole.field'),
                cell: ({ path, description }) => (
                  <>
                    <code>{path}</code>
                    {description !== undefined && (
                      <Text size="xs" c="dimmed">
                        {description}
                      </Text>
                    )}
                  </>
                ),
              },
              { name: 'type', label: t('editor.whole.kindOfField'), wide: true, cell: ({ type }) => says(type) },
              {
                name: 'optional',
                label: t('editor.whole.optional'),
                cell: (row) => (
                  <Switch
                    size="sm"
                    aria-label={`${t('editor.whole.optional')}: ${row.path}`}
                    disabled={row.shared === true}
                    checked={row.optional}
                    onChange={(event) => change({ ...row, optional: event.currentTarget.checked })}
                  />
                ),
              },
              {
                name: 'remove',
                label: t('editor.whole.removeField'),
                cell: ({ path, shared }) => (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    disabled={shared === true}
                    aria-label={t('actions.remove', { what: path })}
                    onClick={() => set(withoutField(schema, path))}
                  >
                    <IconTrash size={16} aria-hidden />
                  </ActionIcon>
                ),
              },
            ]}
          />
        )}
      </div>
      <NewField schema={schema} set={set} says={says} />
      <FromRecord schema={schema} record={record} set={set} />
    </Stack>
  );
}

interface NewFieldProps extends Pick<DataSettingsProps, 'schema' | 'set'> {
  readonly says: (type: FieldType) => string;
}

/** A field more. It is not sent by Enter alone: that would close the dialog around it. */
function NewField({ schema, set, says }: NewFieldProps) {
  const { t } = useTranslation();
  const [path, setPath] = useState('');
  const [type, setType] = useState<FieldType>('text');
  const [optional, setOptional] = useState(false);
  const typed = path.trim();
  const known = fieldRows(schema).some((row) => row.path === typed);
  const next = isPath(typed) && !known ? withField(schema, { path: typed, type, optional }) : undefined;
  const fault = typed === '' ? undefined : known ? t('editor.whole.known') : next === undefined ? t('editor.whole.notAPath') : undefined;
  const add = () => {
    if (next === undefined) return;
    set(next);
    setPath('');
  };
  return (
    <Fieldset legend={t('editor.whole.addField')}>
      <Group gap={8} align="flex-start">
        <TextInput
          flex={2}
          miw={180}
          label={t('editor.whole.field')}
          description={t('editor.whole.pathHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={fault}
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
        />
        <Select
          flex={1}
          miw={130}
          label={t('editor.whole.kindOfField')}
          allowDeselect={false}
          value={type}
          data={fieldTypes.map((value) => ({ value, label: says(value) }))}
          onChange={(value) => value !== null && setType(value as FieldType)}
        />
      </Group>
      <Group justify="space-between" mt={8}>
        <Switch label={t('editor.whole.optional')} checked={optional} onChange={(event) => setOptional(event.currentTarget.checked)} />
        <Button variant="default" disabled={next === undefined} leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
          {t('editor.whole.addField')}
        </Button>
      </Group>
    </Fieldset>
  );
}

/** Fields that the sample record has and the template does not know yet. */
function FromRecord({ schema, record, set }: DataSettingsProps) {
  const { t } = useTranslation();
  const ask = useChange(api.samples.dataOf);
  const take = async () => {
    try {
      const found = await ask.mutateAsync({ body: { records: [record] } });
      const known = new Set(fieldRows(schema).map(({ path }) => path));
      const fresh = fieldRows(found.schema).filter(({ path }) => !known.has(path));
      // Other records may lack what this one has.
      const next = fresh.reduce<unknown>((made, row) => withField(made, { ...row, optional: true }) ?? made, schema);
      set(next);
      say(t('editor.whole.taken', { count: fieldRows(next).length - known.size }));
    } catch (error) {
      sayProblem(error);
    }
  };
  return (
    <Group gap="xs">
      <Button
        variant="default"
        loading={ask.isPending}
        leftSection={<IconDatabaseImport size={16} aria-hidden />}
        onClick={() => void take()}
      >
        {t('editor.whole.fromRecord')}
      </Button>
      <Text size="xs" c="dimmed">
        {t('editor.whole.fromRecordHint')}
      </Text>
    </Group>
  );
}
