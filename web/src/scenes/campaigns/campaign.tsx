import { Button, Card, Group, Tabs } from '@mantine/core';
import { api, type Campaign } from '@posthorn/contract';
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { useAsk } from '../../parts/confirm.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { Page } from '../../parts/page.tsx';
import { CampaignForm } from './campaign-form.tsx';
import { CampaignPlanFacts } from './campaign-plan.tsx';
import { CampaignState } from './campaign-state.tsx';
import './campaigns.css';
import { Checklist } from './checklist.tsx';
import { Results } from './results.tsx';

const route = getRouteApi('/inside/campaigns/$campaignId');
const refreshes = [api.campaigns.get, api.campaigns.list, api.campaigns.results, api.runs.list];

/** One campaign: how it does, what it is, what is to be seen to. */
export function CampaignScene() {
  const { campaignId } = route.useParams();
  const answer = useApi(api.campaigns.get, { params: { id: campaignId } }, { refetchInterval: 2_000 });
  return <Loaded answer={answer}>{(campaign) => <CampaignPage campaign={campaign} />}</Loaded>;
}

function CampaignPage({ campaign }: { readonly campaign: Campaign }) {
  const { t } = useTranslation();
  const [changing, setChanging] = useState(false);
  const begun = campaign.startedAt !== undefined;
  return (
    <Page
      title={campaign.name}
      lead={<Standing campaign={campaign} />}
      actions={<Deeds campaign={campaign} change={() => setChanging(true)} />}
    >
      <Tabs key={String(begun)} defaultValue={begun ? 'results' : 'check'} keepMounted={false}>
        <Tabs.List mb="md" aria-label={campaign.name}>
          {begun && <Tabs.Tab value="results">{t('campaigns.results')}</Tabs.Tab>}
          <Tabs.Tab value="check">{t('campaigns.checklist')}</Tabs.Tab>
          <Tabs.Tab value="plan">{t('campaigns.planTab')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="results">
          <Results campaign={campaign} />
        </Tabs.Panel>
        <Tabs.Panel value="check">
          <Checklist campaign={campaign} />
        </Tabs.Panel>
        <Tabs.Panel value="plan">
          <Card>
            <CampaignPlanFacts campaign={campaign} />
          </Card>
        </Tabs.Panel>
      </Tabs>
      <Dialog opened={changing} onClose={() => setChanging(false)} title={t('campaigns.change')} size="xl">
        {changing && <CampaignForm campaign={campaign} close={() => setChanging(false)} />}
      </Dialog>
    </Page>
  );
}

/** Its state, and what comes next. */
function Standing({ campaign }: { readonly campaign: Campaign }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { state, drawn, approvedBy, stopReason, own } = campaign;
  const next = {
    draft: t(own ? 'campaigns.next.draftOwn' : 'campaigns.next.draft'),
    approved: t('campaigns.next.approved', { name: approvedBy ?? '–' }),
    drawing: t('campaigns.next.drawing', { number: format.number(drawn.lookedAt) }),
    sending: t('campaigns.next.sending', { number: format.number(drawn.members) }),
    done: t('campaigns.next.done', { number: format.number(drawn.members) }),
    paused: t('campaigns.next.paused'),
    stopped: t('campaigns.next.stopped', { reason: stopReason ?? '–' }),
  }[state];
  return (
    <Group gap="sm" component="span">
      <CampaignState state={state} />
      <span>{next}</span>
    </Group>
  );
}

function Deeds({ campaign, change }: { readonly campaign: Campaign; readonly change: () => void }) {
  const { t } = useTranslation();
  const ask = useAsk();
  const mayWrite = useMay('campaigns:write');
  const mayApprove = useMay('campaigns:approve');
  const mayStart = useMay('campaigns:start');
  const approve = useChange(api.campaigns.approve, refreshes);
  const start = useChange(api.campaigns.start, refreshes);
  const stop = useChange(api.campaigns.stop, refreshes);
  const pause = useChange(api.campaigns.pause, refreshes);
  const resume = useChange(api.campaigns.resume, refreshes);
  const { id, state, own, revision, name } = campaign;
  const params = { id };
  const results = useApi(api.campaigns.results, { params }, { enabled: state === 'done' });
  // All may be begun with while runs still compose.
  const composing = state === 'done' && (results.data?.variants ?? []).some((one) => one.composed + one.withheld + one.failed < one.begun);
  const startAfterAsking = async () => {
    const question = { title: t('campaigns.startTitle', { name }), text: t('campaigns.startText'), deed: t('campaigns.start') };
    if ((await ask(question)) === undefined) return;
    await start.mutateAsync({ params }).catch(sayProblem);
  };
  const stopAfterAsking = async () => {
    const [title, text, deed, note] = [
      t('campaigns.stopTitle', { name }),
      t('campaigns.stopText'),
      t('campaigns.stop'),
      t('campaigns.stopReason'),
    ];
    const reason = await ask({ title, text, deed, note, dangerous: true });
    if (reason !== undefined) await stop.mutateAsync({ params, body: { reason } }).catch(sayProblem);
  };
  const approveNow = () =>
    void approve
      .mutateAsync({ params, body: { revision } })
      .then(() => say(t('campaigns.approved')))
      .catch(sayProblem);
  return (
    <Group gap="xs">
      {mayWrite && (state === 'draft' || state === 'approved') && (
        <Button variant="default" onClick={change}>
          {t('campaigns.change')}
        </Button>
      )}
      {mayApprove && state === 'draft' && !own && (
        <Button loading={approve.isPending} onClick={approveNow}>
          {t('campaigns.approve')}
        </Button>
      )}
      {mayStart && state === 'approved' && (
        <Button leftSection={<IconPlayerPlay size={16} aria-hidden />} loading={start.isPending} onClick={() => void startAfterAsking()}>
          {t('campaigns.start')}
        </Button>
      )}
      {mayStart && (state === 'drawing' || state === 'sending' || composing) && (
        <Button
          variant="default"
          leftSection={<IconPlayerPause size={16} aria-hidden />}
          loading={pause.isPending}
          onClick={() => void pause.mutateAsync({ params }).catch(sayProblem)}
        >
          {t('campaigns.pause')}
        </Button>
      )}
      {mayStart && state === 'paused' && (
        <Button
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          loading={resume.isPending}
          onClick={() => void resume.mutateAsync({ params }).catch(sayProblem)}
        >
          {t('campaigns.resume')}
        </Button>
      )}
      {mayStart && ['drawing', 'sending', 'paused', 'done'].includes(state) && (
        <Button
          color="red.9"
          leftSection={<IconPlayerStop size={16} aria-hidden />}
          loading={stop.isPending}
          onClick={() => void stopAfterAsking()}
        >
          {t('campaigns.stop')}
        </Button>
      )}
    </Group>
  );
}
