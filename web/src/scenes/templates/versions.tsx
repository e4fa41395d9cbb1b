import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { api } from '@posthorn/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { useAsk } from '../../parts/confirm.tsx';
import { Hash } from '../../parts/hash.tsx';
import { Moment } from '../../parts/moment.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { VersionState } from '../../parts/state-badge.tsx';
import { WithdrawButton } from '../reviews/decide/withdraw-button.tsx';
import { ReviewNote } from './review.tsx';
import type { TemplateReply } from './template.tsx';

type Version = TemplateReply['versions'][number];

/** All versions, newest first; a draft can be released, which is for good. */
export function Versions({ reply }: { readonly reply: TemplateReply }) {
  const { t } = useTranslation();
  const ask = useAsk();
  const may = useMay('content:release');
  const release = useChange(api.content.release, [api.content.template, api.content.templates, api.reports.home]);
  const newestFirst = [...reply.versions].sort((a, b) => b.version - a.version);
  const releaseAfterAsking = async (version: Version) => {
    const note = await ask({
      title: t('templates.releaseTitle', { version: version.version }),
      text: t('templates.releaseText'),
      deed: t('templates.release'),
      note: t('templates.note'),
    });
    if (note === undefined) return;
    await release
      .mutateAsync({ params: { id: version.id }, body: { note } })
      .then(() => say(t('templates.released', { version: version.version })), sayProblem);
  };
  return (
    <Card>
      <Group justify="space-between" mb="sm">
        <Title order={2}>{t('templates.versions')}</Title>
        {newestFirst.length > 1 && (
          <Link to="/versions/$kind/$id" params={{ kind: 'template', id: reply.template.id }} className="fact-link compare-link">
            {t('reviews.versions.compare')}
          </Link>
        )}
      </Group>
      <Stack gap="md">
        {newestFirst.map((version) => (
          <div key={version.id}>
            <Group justify="space-between">
              <Group gap={8}>
                <Link
                  to="/templates/$templateId"
                  params={{ templateId: version.templateId }}
                  search={(before) => ({ ...before, version: version.id })}
                  className="fact-link"
                >
                  {t('templates.version', { version: version.version })}
                </Link>
                <Hash value={version.hash} />
              </Group>
              <VersionState state={version.state} />
            </Group>
            <Text size="xs" c="dimmed" component="div">
              {t('templates.createdBy', { name: version.createdBy })} <Moment at={version.createdAt} />
            </Text>
            {version.releasedAt && (
              <Text size="xs" c="dimmed" component="div">
                {t('templates.releasedBy', { name: version.releasedBy ?? '–' })} <Moment at={version.releasedAt} />
              </Text>
            )}
            {version.note && (
              <Text size="sm" mt={2}>
                {version.note}
              </Text>
            )}
            {(version.state === 'in_review' || version.state === 'scheduled') && <ReviewNote version={version} />}
            {version.state === 'released' && <WithdrawButton versionId={version.id} version={version.version} />}
            {may && version.state === 'draft' && (
              <Button size="xs" mt={6} loading={release.isPending} onClick={() => void releaseAfterAsking(version)}>
                {t('templates.release')}
              </Button>
            )}
          </div>
        ))}
      </Stack>
    </Card>
  );
}
