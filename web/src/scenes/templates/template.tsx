import { Button, Card, Grid, Group, Stack, Text, Title } from '@mantine/core';
import { api, type ReplyOf } from '@posthorn/contract';
import { IconDownload, IconFileText, IconPencil } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf } from '../../api/call.ts';
import { useApi } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Diagnostics } from '../../parts/diagnostics.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { TemplateDuties } from '../duties/template-duties.tsx';
import { Preview } from './preview.tsx';
import { Versions } from './versions.tsx';

const route = getRouteApi('/inside/templates/$templateId');

/** Milliseconds for this page to be drawn before what edits it is loaded. */
const pause = 200;

export type TemplateReply = ReplyOf<typeof api.content.template>;

/** One template: how it looks with sample data, its versions, what it is made of. */
export function TemplateScene() {
  const { t } = useTranslation();
  const format = useFormat();
  const { templateId } = route.useParams();
  const may = useMay('content:write');
  useEffect(() => {
    const timer = setTimeout(() => void (may && import('../editor/ready.ts').then(({ editorReady }) => editorReady())), pause);
    return () => clearTimeout(timer);
  }, [may]);
  const answer = useApi(api.content.template, { params: { id: templateId } });
  const summary = answer.data?.template;
  return (
    <Page
      title={summary ? nameIn(summary.name, format.of) : t('templates.one')}
      actions={
        <>
          {summary?.latest && (
            <Button
              component="a"
              href={addressOf(api.promotion.archive, { query: { templates: templateId } })}
              download
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              {t('templates.asFiles')}
            </Button>
          )}
          {may && (
            <Link to="/editor/$kind/$id" params={{ kind: 'template', id: templateId }} className="button-link">
              <IconPencil size={16} aria-hidden />
              {t(summary?.draft ? 'editor.editDraft' : 'editor.edit')}
            </Link>
          )}
        </>
      }
      up={{ to: '/templates', label: t('doors.templates') }}
      lead={summary && `${summary.id} · ${t(`purposes.${summary.purpose}`, { defaultValue: summary.purpose })}`}
    >
      <Loaded answer={answer} height={720}>
        {(reply) => (
          <Grid gap="md">
            <Grid.Col span={{ base: 12, md: 8 }} order={{ base: 2, md: 1 }}>
              {reply.versions.length === 0 ? (
                <Card>
                  <EmptyState icon={IconFileText} title={t('templates.onlyDraft')} text={t('templates.onlyDraftHint')} />
                </Card>
              ) : (
                <Preview reply={reply} />
              )}
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 4 }} order={{ base: 1, md: 2 }}>
              <Stack gap="md">
                <Versions reply={reply} />
                <Parts reply={reply} />
                <TemplateDuties templateId={templateId} />
                {reply.diagnostics.length > 0 && (
                  <Card>
                    <Title order={2} mb="sm">
                      {t('templates.diagnostics')}
                    </Title>
                    <Diagnostics of={reply.diagnostics} />
                  </Card>
                )}
              </Stack>
            </Grid.Col>
          </Grid>
        )}
      </Loaded>
    </Page>
  );
}

function Parts({ reply }: { readonly reply: TemplateReply }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card>
      <Title order={2} mb="sm">
        {t('templates.parts')}
      </Title>
      <Facts
        rows={[
          [t('provenance.brand'), reply.template.brand],
          [
            t('templates.languages'),
            <Link key="languages" to="/translations/$kind/$id" params={{ kind: 'template', id: reply.template.id }} className="fact-link">
              {reply.template.languages.map((one) => format.language(one)).join(', ')}
            </Link>,
          ],
        ]}
      />
      <Text size="sm" c="dimmed" mt="sm" mb={4}>
        {t('templates.blocks')}
      </Text>
      {reply.blocks.length === 0 ? (
        <Text size="sm">–</Text>
      ) : (
        reply.blocks.map((block) => (
          <Group key={block.id} justify="space-between">
            <Text size="sm">{nameIn(block.name, format.of) || block.id}</Text>
            <Text size="sm" c="dimmed" className="numbers">
              v{block.version}
            </Text>
          </Group>
        ))
      )}
    </Card>
  );
}
