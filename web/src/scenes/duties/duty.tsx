import './duties.css';
import { Button, Card, Grid, Stack, Text, Title } from '@mantine/core';
import { api, type ReplyOf } from '@posthorn/contract';
import { IconExternalLink, IconPencil } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { say } from '../../parts/notify.tsx';
import { Page } from '../../parts/page.tsx';
import { About } from './duties.tsx';
import { DutyForm } from './duty-form.tsx';
import { DutyState } from './duty-state.tsx';
import { useDemand } from './use-demand.ts';
import { Verdicts } from './verdicts.tsx';

const route = getRouteApi('/inside/duties/$dutyId');
type DutyReply = ReplyOf<typeof api.duties.get>;

/** One duty: what it wants and why, where it is met and where not, and how it came to be. */
export function DutyScene() {
  const { t } = useTranslation();
  const { dutyId } = route.useParams();
  const may = useMay('content:duties');
  const [changing, setChanging] = useState(false);
  const first = useApi(api.duties.get, { params: { id: dutyId } });
  // What becomes of a changed duty is found out in the background.
  const open = (first.data?.duty.unchecked ?? 0) > 0;
  const answer = useApi(api.duties.get, { params: { id: dutyId } }, open ? { refetchInterval: 2_000 } : {});
  const duty = answer.data?.duty;
  return (
    <Page
      title={duty?.content.name ?? t('duties.one')}
      aside={duty && <DutyState of={duty} />}
      up={{ to: '/duties', label: t('doors.duties') }}
      lead={duty && [duty.content.source.paragraph, duty.content.source.law].filter(Boolean).join(' ')}
      actions={
        may &&
        duty && (
          <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setChanging(true)}>
            {t('duties.change')}
          </Button>
        )
      }
    >
      <Loaded answer={answer} height={480}>
        {(reply) => (
          <Grid gap="md">
            <Grid.Col span={{ base: 12, md: 7 }}>
              <Card>
                <Title order={2} mb="sm">
                  {t('duties.register')}
                </Title>
                {reply.verdicts.length === 0 ? (
                  <Text size="sm" c="dimmed">
                    {t('duties.touchesNone')}
                  </Text>
                ) : (
                  <Verdicts of={reply.verdicts} by="template" />
                )}
              </Card>
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 5 }}>
              <Stack gap="md">
                <Demands reply={reply} />
                <History reply={reply} />
              </Stack>
            </Grid.Col>
          </Grid>
        )}
      </Loaded>
      <Dialog opened={changing} onClose={() => setChanging(false)} title={t('duties.change')} size="xl">
        {changing && duty && (
          <DutyForm
            duty={duty}
            cancel={() => setChanging(false)}
            done={() => {
              setChanging(false);
              say(t('duties.kept'));
            }}
          />
        )}
      </Dialog>
    </Page>
  );
}

function Demands({ reply: { duty } }: { readonly reply: DutyReply }) {
  const { t } = useTranslation();
  const demand = useDemand();
  const format = useFormat();
  const { content } = duty;
  const { link } = content.source;
  return (
    <Card>
      <Title order={2} mb="sm">
        {t('duties.demand')}
      </Title>
      <Text size="sm" mb="sm">
        {demand(content)}
      </Text>
      {content.explanation && (
        <Text size="sm" c="dimmed" mb="sm">
          {content.explanation}
        </Text>
      )}
      <Facts
        rows={[
          [t('duties.about'), <About key="about" of={content} />],
          [t('duties.channels'), content.channels.map((one) => t(`duties.medium.${one}`)).join(', ')],
          [t('duties.days'), [content.validFrom, content.validUntil].map((day) => (day ? format.date(day) : '…')).join(' – ')],
        ]}
      />
      {link && (
        <Text size="sm" mt="sm">
          <a href={link} target="_blank" rel="noreferrer" className="fact-link">
            {t('duties.readLaw')} <IconExternalLink size={14} aria-hidden />
          </a>
        </Text>
      )}
    </Card>
  );
}

function History({ reply: { history } }: { readonly reply: DutyReply }) {
  const { t } = useTranslation();
  const format = useFormat();
  const demand = useDemand();
  return (
    <Card>
      <Title order={2} mb="sm">
        {t('duties.history')}
      </Title>
      <Stack gap="sm">
        {history.map(({ version, content, reason, at, by }) => (
          <div key={version} className="inset">
            <Text size="xs" c="dimmed">
              {t('duties.versionNumber', { version })} · {by} · <Moment at={at} />
            </Text>
            <Text size="sm">{reason}</Text>
            <Text size="xs" c="dimmed">
              {demand(content)}
              {content.validFrom && ` · ${t('duties.validFrom')} ${format.date(content.validFrom)}`}
            </Text>
          </div>
        ))}
      </Stack>
    </Card>
  );
}
