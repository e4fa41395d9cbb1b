import { Card, Grid, Stack, Text, Title } from '@mantine/core';
import { api, type Communication } from '@posthorn/contract';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Channel } from '../../parts/channel.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Page } from '../../parts/page.tsx';
import { DeliveryState } from '../../parts/state-badge.tsx';
import { ContactDecisionCard } from './contact-decision.tsx';
import { Deliveries } from './deliveries.tsx';
import { Origin } from './origin.tsx';
import { PersonalDataUsed } from './personal-data.tsx';
import { Provenance } from './provenance.tsx';
import { Renditions } from './renditions.tsx';

const route = getRouteApi('/inside/communications/$communicationId');

/** One communication: exactly what went out, why this way, what became of it, and what it was made from. */
export function CommunicationScene() {
  const { t } = useTranslation();
  const { communicationId } = route.useParams();
  const answer = useApi(api.communications.get, { params: { id: communicationId } });
  const one = answer.data;
  return (
    <Page
      title={one?.subject ?? t('communications.one')}
      up={{ to: '/communications', label: t('doors.communications') }}
      aside={one?.deliveryState && <DeliveryState state={one.deliveryState} />}
      lead={one && `${one.reference} · ${one.customerName}`}
    >
      <Loaded answer={answer} height={720}>
        {(communication) => (
          <Grid gap="md">
            <Grid.Col span={{ base: 12, md: 8 }}>
              <Made communication={communication} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 4 }}>
              <Stack gap="md">
                <About communication={communication} />
                {communication.contact && <ContactDecisionCard decision={communication.contact} />}
                <Deliveries communication={communication} />
                <PersonalDataUsed id={communication.id} />
                <Provenance communication={communication} />
              </Stack>
            </Grid.Col>
          </Grid>
        )}
      </Loaded>
    </Page>
  );
}

/** What went out, and how each sentence of it came to be; a click on a line of the letter asks for that one. */
function Made({ communication }: { readonly communication: Communication }) {
  const [pointed, setPointed] = useState<string>();
  return (
    <Stack gap="md">
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the list of passages below leads there by keyboard */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: as above */}
      <div className="origin-letter" onClick={(event) => setPointed(lineAt(event.target))}>
        <Renditions communication={communication} />
      </div>
      <Origin communication={communication} pointed={pointed} forget={() => setPointed(undefined)} />
    </Stack>
  );
}

/** The text of the line that was clicked; nothing while words are being selected. */
function lineAt(target: EventTarget): string | undefined {
  const selecting = (window.getSelection()?.toString() ?? '') !== '';
  const span = target instanceof Element ? target.closest('.textLayer span') : null;
  return selecting ? undefined : (span?.textContent ?? undefined);
}

function About({ communication }: { readonly communication: Communication }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayCustomers = useMay('customers:read');
  const mayRuns = useMay('runs:read');
  return (
    <Card>
      <Title order={2} mb="sm">
        {t('communications.about')}
      </Title>
      <Facts
        rows={[
          [
            t('communications.customer'),
            mayCustomers ? (
              <Link key="customer" to="/customers/$customerId" params={{ customerId: communication.customerId }} className="fact-link">
                {communication.customerName}
              </Link>
            ) : (
              communication.customerName
            ),
          ],
          [t('communications.customerNumber'), communication.customerNumber],
          [t('communications.reference'), communication.reference],
          [t('communications.channel'), <Channel key="channel" name={communication.channel} />],
          [t('communications.why'), communication.routingReason.text],
          [t('communications.language'), format.language(communication.language)],
          [t('communications.createdAt'), <Moment key="at" at={communication.createdAt} />],
          ...(communication.runId && mayRuns
            ? [
                [
                  t('runs.one'),
                  <Link key="run" to="/runs/$runId" params={{ runId: communication.runId }} className="fact-link">
                    {t('communications.toRun')}
                  </Link>,
                ] as const,
              ]
            : []),
        ]}
      />
      {communication.pages > 0 && (
        <Text size="xs" c="dimmed" mt="sm">
          {t('communications.pages', { count: communication.pages })}
        </Text>
      )}
    </Card>
  );
}
