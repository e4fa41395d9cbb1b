import { Card, Group, Stack, Text, Title } from '@mantine/core';
import { api, type ImportedFile } from '@posthorn/contract';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApiPages } from '../../api/use-api.ts';
import { Outline } from '../../parts/loaded.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { More, Rows } from '../../parts/rows.tsx';
import { Severity } from './severity.tsx';

const route = getRouteApi('/inside/bring-in');

/** Each file: which template it became, and what to look at there. */
export function ReportFiles({ batch }: { readonly batch: string }) {
  const { t } = useTranslation();
  const { code } = route.useSearch();
  const answer = useApiPages(api.importing.files, { params: { id: batch }, query: code === undefined ? {} : { code } });
  return (
    <section aria-labelledby="files">
      <Title order={2} id="files" mb="xs">
        {t('importing.fileByFile')}
      </Title>
      {answer.error && <ProblemNote error={answer.error} retry={() => void answer.refetch()} />}
      {answer.isPending && <Outline height={240} />}
      <Stack gap={6}>
        {answer.rows.map((file) => (
          <FileCard key={file.id} file={file} only={code} />
        ))}
      </Stack>
      <More answer={answer} />
    </section>
  );
}

function FileCard({
  file: { file, templateId, problem, findings },
  only,
}: {
  readonly file: ImportedFile;
  readonly only?: string | undefined;
}) {
  const { t } = useTranslation();
  const shown = only === undefined ? findings : findings.filter(({ code }) => code === only);
  return (
    <Card component="article" aria-label={file} padding="sm">
      <Group justify="space-between" gap="xs" wrap="wrap">
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {file}
        </Text>
        {templateId !== undefined && (
          <Link to="/editor/$kind/$id" params={{ kind: 'template', id: templateId }} className="fact-link">
            {t('importing.editOne', { id: templateId })}
          </Link>
        )}
      </Group>
      {problem !== undefined && (
        <Text size="sm" c="red">
          {t('importing.unreadable')} {problem}
        </Text>
      )}
      {problem === undefined && findings.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('importing.allThere')}
        </Text>
      )}
      {shown.length > 0 && (
        <details open={only !== undefined}>
          <summary>{t('importing.look', { count: shown.length })}</summary>
          <Rows
            label={`${t('importing.findings')}: ${file}`}
            rows={shown.map((finding, index) => ({ ...finding, index }))}
            keyOf={({ index }) => String(index)}
            columns={[
              {
                name: 'where',
                label: t('importing.where'),
                width: 190,
                cell: ({ where, severity }) => (
                  <Group gap={6}>
                    {where} <Severity of={severity} />
                  </Group>
                ),
              },
              {
                name: 'what',
                label: t('importing.what'),
                cell: ({ what }) => (
                  <span className="hash" style={{ overflowWrap: 'anywhere' }}>
                    {what}
                  </span>
                ),
              },
              {
                name: 'toDo',
                label: t('importing.toDo'),
                cell: ({ code }) => t(`importing.finding.${code as 'object'}`, { defaultValue: code }),
              },
            ]}
          />
        </details>
      )}
    </Card>
  );
}
