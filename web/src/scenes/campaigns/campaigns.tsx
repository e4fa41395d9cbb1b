import { Button, Card, Text } from '@mantine/core';
import { api, type Campaign } from '@posthorn/contract';
import { IconPlus, IconSpeakerphone } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiPages } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Page } from '../../parts/page.tsx';
import { type Column, More, Rows } from '../../parts/rows.tsx';
import { useListKeys } from '../../parts/use-list-keys.ts';
import { CampaignForm } from './campaign-form.tsx';
import { CampaignState } from './campaign-state.tsx';

/** All campaigns, newest first, and the way to plan one. */
export function Campaigns() {
  const { t } = useTranslation();
  const may = useMay('campaigns:write');
  const [planning, setPlanning] = useState(false);
  const answer = useApiPages(api.campaigns.list, {}, 50, { refetchInterval: 10_000 });
  const plan = may && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setPlanning(true)}>
      {t('campaigns.plan')}
    </Button>
  );
  return (
    <Page title={t('doors.campaigns')} lead={t('campaigns.lead')} actions={plan}>
      <Card>
        <Loaded answer={answer} height={320}>
          {() =>
            answer.rows.length === 0 ? (
              <EmptyState icon={IconSpeakerphone} title={t('campaigns.empty')} text={t('campaigns.emptyText')} action={plan} />
            ) : (
              <>
                <CampaignRows rows={answer.rows} />
                <More answer={answer} />
              </>
            )
          }
        </Loaded>
      </Card>
      <Dialog opened={planning} onClose={() => setPlanning(false)} title={t('campaigns.plan')} size="xl">
        {planning && <CampaignForm close={() => setPlanning(false)} />}
      </Dialog>
    </Page>
  );
}

function CampaignRows({ rows }: { readonly rows: readonly Campaign[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const open = ({ id }: Campaign) => void navigate({ to: '/campaigns/$campaignId', params: { campaignId: id } });
  const [current] = useListKeys({ count: rows.length, open: (index) => open(rows[index]!) });
  const columns: Column<Campaign>[] = [
    {
      name: 'name',
      label: t('campaigns.name'),
      cell: ({ id, name, variants }) => (
        <>
          <Link to="/campaigns/$campaignId" params={{ campaignId: id }} className="row-link">
            {name}
          </Link>
          <Text size="xs" c="dimmed">
            {variants.map((variant) => variant.templateId).join(', ')}
          </Text>
        </>
      ),
    },
    { name: 'state', label: t('campaigns.state'), cell: ({ state }) => <CampaignState state={state} /> },
    {
      name: 'members',
      label: t('campaigns.customers'),
      align: 'right',
      cell: ({ startedAt, drawn }) => (startedAt === undefined ? '–' : format.number(drawn.members)),
    },
    { name: 'changed', label: t('campaigns.changed'), wide: true, cell: ({ changedAt }) => <Moment at={changedAt} /> },
    { name: 'by', label: t('campaigns.by'), wide: true, cell: ({ changedBy }) => changedBy },
  ];
  return <Rows label={t('doors.campaigns')} columns={columns} rows={rows} keyOf={({ id }) => id} current={current} open={open} />;
}
