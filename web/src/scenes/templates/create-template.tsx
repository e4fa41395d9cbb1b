import { Button, Group, MultiSelect, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { api, type TemplateKind, templateKinds, templatePurposes } from '@posthorn/contract';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/use-api.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { useUsableBrands } from '../brands/use-brands.ts';

const languages = ['de', 'en', 'fr', 'it', 'es', 'nl', 'pl', 'tr'];
const example = { customer: { name: '', language: 'de', address: [''] } };

/** Begins a template from nothing: what it is for, and an example of its data. The rest is written. */
export function CreateTemplate() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpened(true)}>
        {t('editor.create.open')}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t('editor.create.title')} size="lg">
        <CreateForm />
      </Dialog>
    </>
  );
}

function CreateForm() {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const create = useChange(api.drafts.create, [api.content.templates]);
  const [name, setName] = useState('');
  const [purpose, setPurpose] = useState<(typeof templatePurposes)[number]>('service');
  const [kind, setKind] = useState<TemplateKind>('batch');
  const brands = useUsableBrands();
  const [wished, setWished] = useState<string>();
  const brand = wished ?? brands[0]?.id ?? '';
  const [chosen, setChosen] = useState<string[]>([format.of]);
  const [data, setData] = useState(JSON.stringify(example, null, 2));
  const sample = objectOf(data);
  const ready = name.trim() !== '' && brand !== '' && chosen.length > 0 && sample !== undefined;
  const submit = async () => {
    if (!ready) return;
    const body = { name: { [chosen[0]!]: name.trim() }, kind, purpose, brand, languages: chosen, data: { sample } };
    const draft = await create.mutateAsync({ body }).catch(() => undefined);
    if (draft !== undefined) await navigate({ to: '/editor/$kind/$id', params: { kind: 'template', id: draft.id } });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="sm">
        <TextInput
          data-autofocus
          required
          label={t('editor.create.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group grow align="flex-start">
          <Select
            label={t('editor.create.purpose')}
            allowDeselect={false}
            value={purpose}
            data={templatePurposes.map((value) => ({ value, label: t(`purposes.${value}`, { defaultValue: value }) }))}
            onChange={(value) => value && setPurpose(value)}
          />
          <Select
            label={t('editor.create.brand')}
            allowDeselect={false}
            value={brand}
            data={brands.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(value) => value && setWished(value)}
          />
        </Group>
        <Select
          label={t('editor.create.kind')}
          description={t(`editor.clerk.uses.${kind}`)}
          inputWrapperOrder={['label', 'input', 'description']}
          allowDeselect={false}
          value={kind}
          data={templateKinds.map((value) => ({ value, label: t(`templateKinds.${value}`) }))}
          onChange={(value) => value && setKind(value)}
        />
        <MultiSelect
          label={t('editor.create.languages')}
          value={chosen}
          data={languages.map((value) => ({ value, label: format.language(value) }))}
          onChange={setChosen}
        />
        <Textarea
          label={t('editor.create.data')}
          description={t('editor.create.dataHint')}
          autosize
          minRows={6}
          maxRows={14}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }}
          value={data}
          error={sample === undefined ? t('editor.create.notJson') : undefined}
          onChange={(event) => setData(event.currentTarget.value)}
        />
        {create.error && <ProblemNote error={create.error} />}
        <Group justify="flex-end">
          <Button type="submit" disabled={!ready} loading={create.isPending}>
            {t('editor.create.deed')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function objectOf(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
