import { Alert, Card, Checkbox, Group, Stack, Text, Title } from '@mantine/core';
import { api, type TrackedPurpose } from '@posthorn/contract';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';

const purposes = ['advertising', 'service', 'contract'] as const;
type Purpose = (typeof purposes)[number];
const counted = ['opens', 'clicks'] as const;

/** Whether opens and clicks are counted, purpose by purpose: of those who consented, and nobody else. */
export function Tracking() {
  const { t } = useTranslation();
  const answer = useApi(api.sending.tracking, {});
  return (
    <Card>
      <Title order={2} mb="xs">
        {t('deliverability.tracking.title')}
      </Title>
      <Stack gap="xs" mb="md" maw={760}>
        <Text size="sm">{t('deliverability.tracking.lead')}</Text>
        <Text size="sm" c="dimmed">
          {t('deliverability.tracking.limits')}
        </Text>
      </Stack>
      <Loaded answer={answer} height={160}>
        {({ address, purposes: known }) => (
          <Stack gap="md">
            {address === undefined ? (
              <Alert variant="light" icon={<IconInfoCircle size={18} aria-hidden />} c="var(--mantine-color-text)">
                {t('deliverability.tracking.noAddress')}
              </Alert>
            ) : (
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {t('deliverability.tracking.address', { address })}
              </Text>
            )}
            {purposes.map((purpose) => (
              <Counted key={purpose} purpose={purpose} known={known.find((one) => one.purpose === purpose)} />
            ))}
          </Stack>
        )}
      </Loaded>
    </Card>
  );
}

function Counted({ purpose, known }: { readonly purpose: Purpose; readonly known: TrackedPurpose | undefined }) {
  const { t } = useTranslation();
  const may = useMay('sending:configure');
  const set = useChange(api.sending.setTracking, [api.sending.tracking, api.administration.audit]);
  const now = { opens: known?.opens ?? false, clicks: known?.clicks ?? false };
  const name = t(`accounts.purposes.${purpose}`);
  const change = (what: (typeof counted)[number], on: boolean) => {
    const put = (body: typeof now) => set.mutateAsync({ params: { purpose }, body });
    void put({ ...now, [what]: on }).then(
      () => say(t('deliverability.tracking.set', { name }), { label: t('actions.undo'), run: () => void put(now).catch(sayProblem) }),
      sayProblem,
    );
  };
  return (
    <Group gap="lg" role="group" aria-label={name}>
      <Text size="sm" fw={550} w={120}>
        {name}
      </Text>
      {counted.map((what) => (
        <Checkbox
          key={what}
          label={t(`deliverability.tracking.${what}`)}
          checked={now[what]}
          disabled={!may}
          // Not disabled meanwhile: who chose it by keys would lose their place.
          onChange={(event) => set.isPending || change(what, event.target.checked)}
        />
      ))}
    </Group>
  );
}
