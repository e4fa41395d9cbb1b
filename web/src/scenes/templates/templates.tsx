import { Badge, Button, Card, Group, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { api, type TemplateSummary } from '@posthorn/contract';
import { IconFileImport, IconSearch, IconTemplate, IconTransferIn } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiPages } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Outline } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { More } from '../../parts/rows.tsx';
import { VersionState } from '../../parts/state-badge.tsx';
import { CreateTemplate } from './create-template.tsx';

/** All templates, each with its newest version and the one in use; found by a word. */
export function Templates() {
  const { t } = useTranslation();
  const may = useMay('content:write');
  const mayPromote = useMay('content:promote');
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), 200);
  const answer = useApiPages(api.content.templates, { query: { q: q || undefined } });
  const searched = q !== '';
  return (
    <Page
      title={t('doors.templates')}
      lead={t('templates.lead')}
      actions={
        may &&
        answer.isSuccess && (
          <>
            {mayPromote && (
              <Button
                variant="default"
                leftSection={<IconTransferIn size={16} aria-hidden />}
                renderRoot={(props) => <Link to="/promotion" {...props} />}
              >
                {t('promotion.title')}
              </Button>
            )}
            <Button
              variant="default"
              leftSection={<IconFileImport size={16} aria-hidden />}
              renderRoot={(props) => <Link to="/bring-in" {...props} />}
            >
              {t('importing.title')}
            </Button>
            <CreateTemplate />
          </>
        )
      }
    >
      <TextInput
        role="searchbox"
        mb="md"
        w={{ base: '100%', xs: 340 }}
        leftSection={<IconSearch size={16} aria-hidden />}
        placeholder={t('templates.searchHint')}
        aria-label={t('templates.search')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {answer.error && <ProblemNote error={answer.error} retry={() => void answer.refetch()} />}
      {answer.isPending && <Outline height={320} />}
      {answer.isSuccess && answer.rows.length === 0 && (
        <Card>
          <EmptyState
            icon={IconTemplate}
            title={t(searched ? 'templates.nothingFound' : 'templates.empty')}
            text={t(searched ? 'templates.nothingFoundText' : 'templates.emptyText')}
          />
        </Card>
      )}
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }} spacing="md">
        {answer.rows.map((template) => (
          <TemplateCard key={template.id} template={template} />
        ))}
      </SimpleGrid>
      <More answer={answer} />
    </Page>
  );
}

function TemplateCard({ template }: { readonly template: TemplateSummary }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card component="article" className="count-link" pos="relative">
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Text fw={620}>
          <Link to="/templates/$templateId" params={{ templateId: template.id }} className="cover-link">
            {nameIn(template.name, format.of)}
          </Link>
        </Text>
        <VersionState state={template.released ? 'released' : (template.latest?.state ?? 'draft')} />
      </Group>
      <Text size="sm" c="dimmed">
        {t(`purposes.${template.purpose}`, { defaultValue: template.purpose })} · {template.brand}
      </Text>
      <Group gap={6} mt="md">
        {template.languages.map((language) => (
          <Badge key={language} variant="default" tt="none" fw={500}>
            {format.language(language)}
          </Badge>
        ))}
      </Group>
      <Text size="sm" mt="sm">
        {template.released
          ? t('templates.inUse', { version: template.released.version })
          : t('templates.noneReleased', { version: template.latest?.version ?? 0 })}
        {template.released &&
          (template.latest?.version ?? 0) > template.released.version &&
          ` · ${t('templates.draftWaits', { version: template.latest?.version ?? 0 })}`}
      </Text>
    </Card>
  );
}
