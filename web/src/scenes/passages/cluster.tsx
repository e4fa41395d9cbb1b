import { Badge, Button, Card, Checkbox, Group, Radio, Stack, Text, TextInput, Title, Tooltip } from '@mantine/core';
import { api, type PassageCluster, type PassageMember } from '@posthorn/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../api/call.ts';
import { useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { nameIn } from '../../i18n/name-in.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useAsk } from '../../parts/confirm.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { Page } from '../../parts/page.tsx';
import { Wording } from '../../parts/wording.tsx';
import { useUndo } from './deeds.tsx';

const route = getRouteApi('/inside/passages/$clusterId');
const refreshes = [api.passages.overview, api.passages.clusters, api.blocks.list];

/** Passages side by side with the wording that is kept: which give way to it, what changes in each, and the deed. */
export function ClusterScene() {
  const { t } = useTranslation();
  const { clusterId } = route.useParams();
  const [kept, setKept] = useState<number>();
  const [members, setMembers] = useState<readonly number[]>();
  const body = { ...(kept === undefined ? {} : { kept }), ...(members === undefined ? {} : { members: [...members] }) };
  const answer = useQuery({
    queryKey: [api.passages.plan.path, clusterId, body],
    queryFn: ({ signal }) => call(api.passages.plan, { params: { id: clusterId }, body }, signal),
    placeholderData: (before) => before,
  });
  return (
    <Page title={t('passages.cluster')} up={{ to: '/passages', label: t('passages.title') }} lead={t('passages.safety')}>
      <Loaded answer={answer} height={520}>
        {(cluster) => (
          <Stack gap="md">
            <Deed key={cluster.block.id} cluster={cluster} />
            <Choose cluster={cluster} choose={setMembers} />
            {cluster.members.map((member) => (
              <Member
                key={member.index}
                member={member}
                cluster={cluster}
                keep={() => {
                  setKept(member.index);
                  setMembers(undefined);
                }}
                choose={(taken) =>
                  setMembers(
                    taken ? [...cluster.chosen, member.index].sort((a, b) => a - b) : cluster.chosen.filter((one) => one !== member.index),
                  )
                }
              />
            ))}
            {cluster.more > 0 && (
              <Text size="sm" c="dimmed">
                {t('passages.more', { count: cluster.more })}
              </Text>
            )}
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

const isWritable = (member: PassageMember, cluster: PassageCluster): boolean =>
  member.obstacle === undefined && !(cluster.block.exists && member.index === cluster.kept);

function Choose({ cluster, choose }: { readonly cluster: PassageCluster; readonly choose: (members: readonly number[]) => void }) {
  const { t } = useTranslation();
  if (cluster.state !== 'open') return null;
  const fitting = cluster.members.filter((member) => isWritable(member, cluster)).map(({ index }) => index);
  return (
    <Group gap={6}>
      <Title order={2} mr="auto">
        {t('passages.times', { count: cluster.members.length })}
      </Title>
      <Button size="compact-sm" variant="default" onClick={() => choose(fitting)}>
        {t('passages.allSelected')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => choose([])}>
        {t('passages.noneSelected')}
      </Button>
    </Group>
  );
}

interface MemberProps {
  readonly member: PassageMember;
  readonly cluster: PassageCluster;
  readonly keep: () => void;
  readonly choose: (taken: boolean) => void;
}

function Member({ member, cluster, keep, choose }: MemberProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const isKept = member.index === cluster.kept;
  const name = nameIn(member.name, format.of);
  const open = cluster.state === 'open';
  return (
    <Card padding="sm" component="article" className={isKept ? 'passage-kept' : undefined}>
      <Group justify="space-between" align="flex-start" mb={6} gap="xs">
        <Group gap={8}>
          {open && (
            <Checkbox
              aria-label={`${t('passages.replace')}: ${name}`}
              checked={cluster.chosen.includes(member.index)}
              disabled={!isWritable(member, cluster)}
              onChange={(event) => choose(event.currentTarget.checked)}
            />
          )}
          <Text size="sm" fw={600} component="div">
            {member.kind === 'template' ? (
              <Link to="/templates/$templateId" params={{ templateId: member.id }} className="fact-link">
                {name}
              </Link>
            ) : (
              <Link to="/blocks/$blockId" params={{ blockId: member.id }} className="fact-link">
                {name} ({t('blocks.one')})
              </Link>
            )}
          </Text>
          <Marks member={member} isKept={isKept} />
        </Group>
        {open && member.obstacle !== 'gone' && (
          <Radio size="xs" label={t(isKept ? 'passages.kept' : 'passages.keep')} checked={isKept} onChange={keep} name="kept" />
        )}
      </Group>
      <Stack gap={6}>
        {member.texts.map(({ language, pieces }) => (
          <div key={language}>
            {member.texts.length > 1 && (
              <Text size="xs" c="dimmed">
                {format.language(language)}
              </Text>
            )}
            <Text size="sm" lang={language || undefined} style={{ whiteSpace: 'pre-wrap' }}>
              {pieces.map((piece, i) => {
                const Tag = piece.kind === 'added' ? 'ins' : piece.kind === 'removed' ? 'del' : 'span';
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
                  <Tag key={i}>
                    <Wording text={piece.text} />
                  </Tag>
                );
              })}
            </Text>
          </div>
        ))}
      </Stack>
      {member.binds && Object.keys(member.binds).length > 0 && (
        <Text size="xs" c="dimmed" mt={6} ff="monospace">
          {t('passages.binds', {
            what: Object.entries(member.binds)
              .map(([parameter, expression]) => `${parameter} = ${expression}`)
              .join(', '),
          })}
        </Text>
      )}
    </Card>
  );
}

function Marks({ member, isKept }: { readonly member: PassageMember; readonly isKept: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mark = (text: string, hint?: string) => (
    <Tooltip key={text} label={hint} disabled={hint === undefined}>
      <Badge variant="default" tt="none" fw={500}>
        {text}
      </Badge>
    </Tooltip>
  );
  return (
    <Group gap={4}>
      {!isKept &&
        member.obstacle !== 'gone' &&
        mark(t(`passages.difference.${member.difference}`), t(`passages.differenceHint.${member.difference}`))}
      {!isKept &&
        member.similarity > 0 &&
        member.similarity < 1 &&
        mark(t('passages.similar', { share: format.percent(member.similarity) }))}
      {member.settingsDiffer && mark(t('passages.settingsDiffer'))}
      {member.obstacle && mark(t(`passages.obstacle.${member.obstacle}`, { by: member.by ?? '' }))}
      {!member.obstacle && mark(t(member.draft ? 'passages.draftOpen' : 'passages.draftNew'))}
    </Group>
  );
}

function Deed({ cluster }: { readonly cluster: PassageCluster }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const ask = useAsk();
  const undo = useUndo();
  const may = useMay('content:write');
  const [name, setName] = useState(nameIn(cluster.block.name, format.of));
  const join = useChange(api.passages.join, refreshes);
  const dismiss = useChange(api.passages.dismiss, refreshes);
  const reopen = useChange(api.passages.reopen, refreshes);
  const params = { id: cluster.id };
  const back = () => navigate({ to: '/passages' });
  const replace = async () => {
    const names = cluster.block.exists
      ? cluster.block.name
      : Object.fromEntries(Object.keys(cluster.block.name).map((one) => [one, name.trim()]));
    const deed = await join
      .mutateAsync({ params, body: { kept: cluster.kept, members: [...cluster.chosen], name: names } })
      .catch(sayProblem);
    if (!deed) return;
    say(t('passages.joined', { count: deed.documents }), { label: t('actions.undo'), run: () => undo(deed.id) });
    await back();
  };
  const leaveApart = async () => {
    const comment = await ask({
      title: t('passages.differTitle'),
      text: t('passages.differText'),
      deed: t('passages.differDeed'),
      note: t('passages.differNote'),
    });
    if (comment === undefined) return;
    await dismiss.mutateAsync({ params, body: { comment } }).then(() => say(t('passages.differDone')), sayProblem);
    await back();
  };
  if (!may) return null;
  return (
    <Card>
      <Group align="flex-end" gap="md">
        {cluster.block.exists ? (
          <Text size="sm">
            {t('passages.blockThere')}:{' '}
            <Link to="/blocks/$blockId" params={{ blockId: cluster.block.id }} className="fact-link">
              {nameIn(cluster.block.name, format.of)}
            </Link>
          </Text>
        ) : (
          <TextInput
            label={t('passages.blockName')}
            w={{ base: '100%', xs: 360 }}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
        {cluster.state === 'open' && (
          <>
            <Button disabled={cluster.chosen.length === 0 || name.trim() === ''} loading={join.isPending} onClick={() => void replace()}>
              {t('passages.join', { count: cluster.chosen.length })}
            </Button>
            <Button variant="default" onClick={() => void leaveApart()}>
              {t('passages.differ')}
            </Button>
          </>
        )}
        {cluster.state === 'dismissed' && (
          <Button
            variant="default"
            onClick={() =>
              void reopen
                .mutateAsync({ params })
                .then(() => say(t('passages.reopened')), sayProblem)
                .then(back)
            }
          >
            {t('passages.reopen')}
          </Button>
        )}
      </Group>
      {cluster.block.parameters.length > 0 && (
        <Text size="xs" c="dimmed" mt={8}>
          {t('passages.blockParameters', { names: cluster.block.parameters.join(', ') })}
        </Text>
      )}
    </Card>
  );
}
