import { Badge, Button, FileInput, Group, Select, Stack, Table, Text } from '@mantine/core';
import { api, type ReplyOf } from '@posthorn/contract';
import { IconFileImport } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendFile } from '../../api/send-file.ts';
import { keyOf } from '../../api/use-api.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';

type Imported = ReplyOf<typeof api.importing.template>;
const languages = ['de', 'en', 'fr', 'it', 'es', 'nl', 'pl', 'tr'];

/** Makes a draft of a Word document, HTML e-mail or plain letter, and tells what is not as it was. */
export function ImportTemplate({ brands }: { readonly brands: readonly string[] }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button variant="default" leftSection={<IconFileImport size={16} aria-hidden />} onClick={() => setOpened(true)}>
        {t('importing.open')}
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={t('importing.title')} size="xl">
        {opened && <ImportForm brands={brands} />}
      </Dialog>
    </>
  );
}

function ImportForm({ brands }: { readonly brands: readonly string[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [brand, setBrand] = useState(brands[0] ?? '');
  const [language, setLanguage] = useState<string>(format.of);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [imported, setImported] = useState<Imported>();
  const submit = async () => {
    if (!file) return;
    setSending(true);
    setProblem(undefined);
    await sendFile(api.importing.template, { query: { name: file.name, brand, language } }, file, 'application/octet-stream').then(
      setImported,
      setProblem,
    );
    await queries.invalidateQueries({ queryKey: keyOf(api.content.templates) });
    setSending(false);
  };
  if (imported) return <Report imported={imported} />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('importing.text')}</Text>
        <FileInput
          required
          label={t('importing.file')}
          placeholder={t('importing.choose')}
          accept=".docx,.html,.htm,.txt"
          value={file}
          onChange={setFile}
          clearable
          clearButtonProps={{ 'aria-label': t('actions.clear') }}
        />
        <Group grow>
          <Select
            label={t('editor.create.brand')}
            allowDeselect={false}
            value={brand}
            data={[...brands]}
            onChange={(value) => value && setBrand(value)}
          />
          <Select
            label={t('importing.language')}
            description={t('importing.languageHint')}
            inputWrapperOrder={['label', 'input', 'description']}
            allowDeselect={false}
            value={language}
            data={languages.map((value) => ({ value, label: format.language(value) }))}
            onChange={(value) => value && setLanguage(value)}
          />
        </Group>
        {problem !== undefined && <ProblemNote error={problem} />}
        <Group justify="flex-end">
          <Button type="submit" disabled={!file || brand === ''} loading={sending}>
            {t('importing.deed')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Report({ imported: { id, findings } }: { readonly imported: Imported }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <Text size="sm" role="status">
        {findings.length === 0 ? t('importing.allThere') : t('importing.look', { count: findings.length })}
      </Text>
      {findings.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className="scroll-across" tabIndex={0} aria-label={t('importing.findings')} style={{ maxHeight: 380, overflowY: 'auto' }}>
          <Table className="rows">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('importing.where')}</Table.Th>
                <Table.Th>{t('importing.what')}</Table.Th>
                <Table.Th>{t('importing.toDo')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {findings.map((one, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a finding is its place in the list
                <Table.Tr key={i}>
                  <Table.Td>
                    {one.where}{' '}
                    <Badge variant="default" tt="none" fw={500}>
                      {t(`importing.severity.${one.severity}`)}
                    </Badge>
                  </Table.Td>
                  <Table.Td className="hash" style={{ overflowWrap: 'anywhere' }}>
                    {one.what}
                  </Table.Td>
                  <Table.Td>{t(`importing.finding.${one.code as 'object'}`, { defaultValue: one.code })}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      )}
      <Group justify="flex-end">
        <Link to="/editor/$kind/$id" params={{ kind: 'template', id }} className="button-link">
          {t('importing.edit')}
        </Link>
      </Group>
    </Stack>
  );
}
