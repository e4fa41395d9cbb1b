import { Badge, Button, Card, Grid, Group, Stack, TagsInput, Text, TextInput, Title } from '@mantine/core';
import { api, type ReplyOf } from '@posthorn/contract';
import { IconArrowMerge, IconPencil } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useApiPages, useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Facts, Figure } from '../../parts/facts.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { Page } from '../../parts/page.tsx';
import { More } from '../../parts/rows.tsx';
import { VersionState } from '../../parts/state-badge.tsx';
import { Wording } from '../../parts/wording.tsx';
import { MergeBlock } from './merge-block.tsx';

const route = getRouteApi('/inside/blocks/$blockId');
type BlockReply = ReplyOf<typeof api.blocks.get>;

/** One block: what it says, who uses it, whom a change touches, and its versions with the days on which they are the wording. */
export function BlockScene() {
  const { t } = useTranslation();
  const format = useFormat();
  const { blockId } = route.useParams();
  const may = useMay('content:write');
  const answer = useApi(api.blocks.get, { params: { id: blockId } });
  const block = answer.data?.block;
  const [merging, setMerging] = useState(false);
  return (
    <Page
      title={block ? nameIn(block.name, format.of) : t('blocks.one')}
      up={{ to: '/blocks', label: t('doors.blocks') }}
      lead={blockId}
      actions={
        may && (
          <>
            <Button variant="default" leftSection={<IconArrowMerge size={16} aria-hidden />} onClick={() => setMerging(true)}>
              {t('blocks.merge')}
            </Button>
            <Link to="/editor/$kind/$id" params={{ kind: 'block', id: blockId }} className="button-link">
              <IconPencil size={16} aria-hidden />
              {t(block?.draft ? 'editor.editDraft' : 'editor.edit')}
            </Link>
          </>
        )
      }
    >
      <Loaded answer={answer} height={600}>
        {(reply) => (
          <Grid gap="md">
            <Grid.Col span={{ base: 12, md: 7 }}>
              <Stack gap="md">
                <Says reply={reply} />
                <UsedIn id={blockId} />
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 5 }}>
              <Stack gap="md">
                <Touched id={blockId} />
                <Versions reply={reply} />
                <Describe key={`${reply.block.department}/${reply.block.tags.join()}`} reply={reply} may={may} />
              </Stack>
            </Grid.Col>
          </Grid>
        )}
      </Loaded>
      <Dialog opened={merging} onClose={() => setMerging(false)} title={t('blocks.merge')} size="lg">
        {merging && <MergeBlock id={blockId} done={() => setMerging(false)} />}
      </Dialog>
    </Page>
  );
}

/** Its texts language by language, as they stand; fields in braces. */
function Says({ reply: { block, texts } }: { readonly reply: BlockReply }) {
  const { t } = useTranslation();
  const format = useFormat();
  const channels = [...new Set(texts.map(({ channel }) => channel))];
  return (
    <Card>
      <Title order={2} mb="sm">
        {t('blocks.says')}
      </Title>
      {texts.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('blocks.saysNothing')}
        </Text>
      )}
      <Stack gap="md">
        {channels.map((channel) => (
          <Stack key={channel} gap={8}>
            {channels.length > 1 && (
              <Text size="sm" fw={600} mb={4}>
                {channel === '' ? t('blocks.allChannels') : t(`blocks.channels.${channel}`, { defaultValue: channel })}
              </Text>
            )}
            {texts
              .filter((one) => one.channel === channel)
              .map(({ language, text }) => (
                <div key={language} className="inset">
                  {language !== '' && (
                    <Text size="xs" c="dimmed" fw={550}>
                      {format.language(language)}
                    </Text>
                  )}
                  <Text size="sm" lang={language || undefined} style={{ whiteSpace: 'pre-wrap' }}>
                    <Wording text={text} />
                  </Text>
                </div>
              ))}
          </Stack>
        ))}
      </Stack>
      <Parameters names={block.parameters} />
    </Card>
  );
}

function Parameters({ names }: { readonly names: readonly string[] }) {
  const { t } = useTranslation();
  if (names.length === 0) return null;
  return (
    <Text size="sm" c="dimmed" mt="sm">
      {t('blocks.parameters', { names: names.join(', ') })}
    </Text>
  );
}

function UsedIn({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const answer = useApiPages(api.blocks.usedIn, { params: { id } });
  return (
    <Card>
      <Title order={2} mb="sm">
        {t('blocks.usedIn')}
      </Title>
      {answer.isSuccess && answer.rows.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('blocks.unused')}
        </Text>
      )}
      <Stack gap={6}>
        {answer.rows.map((user) => (
          <Group key={`${user.kind}/${user.id}`} justify="space-between" wrap="nowrap" gap="xs">
            {user.kind === 'template' ? (
              <Link to="/templates/$templateId" params={{ templateId: user.id }} className="fact-link">
                {user.id}
              </Link>
            ) : user.kind === 'brand' ? (
              <Link to="/brands/$brandId" params={{ brandId: user.id }} className="fact-link">
                {user.id}
              </Link>
            ) : (
              <Link to="/blocks/$blockId" params={{ blockId: user.id }} className="fact-link">
                {user.id}
              </Link>
            )}
            <Group gap={4} wrap="nowrap">
              {user.kind !== 'template' && <Mark text={t(`provenance.${user.kind}`)} />}
              {user.inReleased && <Mark text={t('blocks.inReleased')} />}
              {user.inDraft && <Mark text={t('blocks.inDraft')} />}
              {!user.direct && <Mark text={t('blocks.indirect')} />}
            </Group>
          </Group>
        ))}
      </Stack>
      <More answer={answer} />
    </Card>
  );
}

const Mark = ({ text }: { readonly text: string }) => (
  <Badge variant="default" tt="none" fw={500} style={{ flex: 'none' }}>
    {text}
  </Badge>
);

function Touched({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const answer = useApi(api.blocks.impact, { params: { id } });
  return (
    <Card>
      <Title order={2} mb="sm">
        {t('blocks.impact')}
      </Title>
      <Loaded answer={answer} height={90}>
        {(impact) => (
          <>
            <Group gap="xl">
              <Figure label={t('blocks.impactTemplates')} value={format.number(impact.templates)} />
              <Figure label={t('blocks.impactReleased')} value={format.number(impact.releasedVersions)} />
              <Figure label={t('blocks.impactMonth')} value={format.number(impact.communicationsAMonth)} />
            </Group>
            {impact.greatest.length > 0 && (
              <Stack gap={4} mt="sm">
                {impact.greatest.slice(0, 5).map((one) => (
                  <Group key={one.templateId} justify="space-between" wrap="nowrap">
                    <Link to="/templates/$templateId" params={{ templateId: one.templateId }} className="fact-link">
                      {one.templateId}
                    </Link>
                    <Text size="sm" c="dimmed" className="numbers">
                      {format.number(one.communicationsAMonth)}
                    </Text>
                  </Group>
                ))}
              </Stack>
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}

function Versions({ reply: { versions } }: { readonly reply: BlockReply }) {
  const { t } = useTranslation();
  const format = useFormat();
  const days = (from: string | undefined, until: string | undefined) => {
    if (from && until) return t('blocks.validBetween', { from: format.date(from), until: format.date(until) });
    if (from) return t('blocks.validFrom', { from: format.date(from) });
    return until ? t('blocks.validUntil', { until: format.date(until) }) : undefined;
  };
  return (
    <Card>
      <Title order={2} mb="sm">
        {t('templates.versions')}
      </Title>
      {versions.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('blocks.noVersions')}
        </Text>
      )}
      <Stack gap="sm">
        {versions.map((one) => (
          <div key={one.id}>
            <Group justify="space-between">
              <Group gap={8}>
                <Text size="sm" fw={550}>
                  {t('templates.version', { version: one.version })}
                </Text>
                {one.current && <Mark text={t('blocks.current')} />}
              </Group>
              {one.state === 'pushed' ? <Mark text={t('blocks.pushed')} /> : <VersionState state={one.state} />}
            </Group>
            <Text size="xs" c="dimmed" component="div">
              {t('templates.createdBy', { name: one.createdBy })} <Moment at={one.createdAt} />
            </Text>
            {days(one.validFrom, one.validUntil) && <Text size="xs">{days(one.validFrom, one.validUntil)}</Text>}
          </div>
        ))}
      </Stack>
    </Card>
  );
}

function Describe({ reply: { block }, may }: { readonly reply: BlockReply; readonly may: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const labels = useApi(api.blocks.labels, {});
  const change = useChange(api.blocks.describe, [api.blocks.get, api.blocks.list, api.blocks.labels]);
  const [department, setDepartment] = useState(block.department ?? '');
  const [tags, setTags] = useState<string[]>([...block.tags]);
  const changed = department.trim() !== (block.department ?? '') || tags.join('\n') !== block.tags.join('\n');
  const save = () =>
    void change
      .mutateAsync({ params: { id: block.id }, body: { department: department.trim(), tags } })
      .then(() => say(t('blocks.saved')), sayProblem);
  return (
    <Card>
      <Title order={2} mb="sm">
        {t('blocks.order')}
      </Title>
      <Stack gap="sm">
        <Facts
          rows={[
            [
              t('blocks.languages'),
              <Link key="languages" to="/translations/$kind/$id" params={{ kind: 'block', id: block.id }} className="fact-link">
                {block.languages.map((one) => format.language(one)).join(', ') || t('blocks.anyLanguage')}
              </Link>,
            ],
            [t('blocks.variants'), block.channels.map((one) => t(`blocks.channels.${one}`, { defaultValue: one })).join(', ') || '–'],
          ]}
        />
        <TextInput
          label={t('blocks.department')}
          disabled={!may}
          value={department}
          onChange={(event) => setDepartment(event.currentTarget.value)}
        />
        <TagsInput label={t('blocks.tags')} disabled={!may} value={tags} data={labels.data?.tags ?? []} onChange={setTags} maxTags={40} />
        {may && (
          <Group justify="flex-end">
            <Button size="xs" disabled={!changed} loading={change.isPending} onClick={save}>
              {t('actions.save')}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  );
}
