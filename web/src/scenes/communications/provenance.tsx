import { Alert, Button, Card, Text, Title } from '@mantine/core';
import { api, type Communication } from '@posthorn/contract';
import { IconAlertTriangle, IconCheck, IconRefreshDot } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Facts } from '../../parts/facts.tsx';
import { Hash } from '../../parts/hash.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';

/** What the communication was made from, and the proof: composed again, it gives the same bytes. */
export function Provenance({ communication }: { readonly communication: Communication }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayTemplates = useMay('content:read');
  const { provenance: made, renditions } = communication;
  const template = `${communication.templateId} · v${made.templateVersion}`;
  return (
    <Card>
      <Title order={2} mb="sm">
        {t('provenance.title')}
      </Title>
      <Facts
        rows={[
          [
            t('provenance.template'),
            <span key="template">
              {mayTemplates ? (
                <Link to="/templates/$templateId" params={{ templateId: communication.templateId }} className="fact-link">
                  {template}
                </Link>
              ) : (
                template
              )}{' '}
              <Hash value={made.templateHash} />
            </span>,
          ],
          ...made.blocks.map((block) => [`${t('provenance.block')} ${block.id}`, <Hash key={block.id} value={block.hash} />] as const),
          [
            t('provenance.brand'),
            <span key="brand">
              {made.brand.id} <Hash value={made.brand.hash} />
            </span>,
          ],
          [t('provenance.record'), made.recordKey],
          [t('provenance.data'), <Hash key="data" value={made.dataHash} />],
          [t('provenance.engine'), made.engineVersion],
        ]}
      />
      <Text size="sm" fw={550} mt="md" mb={6}>
        {t('provenance.bytes')}
      </Text>
      <Facts
        rows={renditions.map((one) => [
          t(`kinds.${one.kind}`),
          <span key={one.kind} className="numbers">
            {format.bytes(one.bytes)} · <Hash value={one.sha256} />
          </span>,
        ])}
      />
      <ComposeAgain id={communication.id} />
    </Card>
  );
}

function ComposeAgain({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const again = useChange(api.communications.recompose);
  return (
    <>
      <Button
        mt="md"
        variant="default"
        fullWidth
        leftSection={<IconRefreshDot size={16} aria-hidden />}
        loading={again.isPending}
        onClick={() => again.mutate({ params: { id } })}
      >
        {t('provenance.composeAgain')}
      </Button>
      <div aria-live="polite">
        {again.error && <ProblemNote error={again.error} />}
        {again.data && (
          <Alert
            mt="xs"
            color={again.data.identical ? 'petrol' : 'red'}
            variant="light"
            c="var(--mantine-color-text)"
            icon={again.data.identical ? <IconCheck size={18} aria-hidden /> : <IconAlertTriangle size={18} aria-hidden />}
          >
            {again.data.identical
              ? t('provenance.identical')
              : t('provenance.different', {
                  kinds: again.data.kinds
                    .filter((one) => !one.identical)
                    .map((one) => one.kind)
                    .join(', '),
                })}
          </Alert>
        )}
      </div>
    </>
  );
}
