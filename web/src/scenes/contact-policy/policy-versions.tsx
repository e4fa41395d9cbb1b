import { Accordion, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { api, type ContactPolicyVersion } from '@posthorn/contract';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { useAsk } from '../../parts/confirm.tsx';
import { Moment } from '../../parts/moment.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { PolicyState } from '../../parts/state-badge.tsx';
import { PolicyText } from './contact-policy.tsx';
import { SimulationPanel } from './simulation-panel.tsx';

interface VersionsProps {
  readonly of: readonly ContactPolicyVersion[];
  readonly title: string;
  /** The one that holds. */
  readonly against: ContactPolicyVersion;
}

/** Versions with their reason and who decided; a proposal is decided here, by somebody else than who made it. */
export function PolicyVersions({ of, title, against }: VersionsProps) {
  if (of.length === 0) return null;
  return (
    <Card>
      <Title order={2} mb="sm">
        {title}
      </Title>
      <Accordion variant="separated" order={3}>
        {of.map((one) => (
          <Accordion.Item key={one.version} value={String(one.version)}>
            <Accordion.Control>
              <Head version={one} />
            </Accordion.Control>
            <Accordion.Panel>
              <Stack gap="md">
                <PolicyText policy={one.policy} />
                {one.state === 'proposed' && <SimulationPanel policy={one.policy} />}
                {one.state === 'proposed' && <Decide version={one} current={against} />}
              </Stack>
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Card>
  );
}

function Head({ version: one }: { readonly version: ContactPolicyVersion }) {
  const { t } = useTranslation();
  return (
    <Group justify="space-between" gap="xs">
      <div style={{ minWidth: 0 }}>
        <Text fw={550} style={{ overflowWrap: 'anywhere' }}>
          {t('policy.version', { version: one.version })}: {one.note}
        </Text>
        <Text size="xs" c="dimmed">
          {t('policy.proposedBy', { name: one.proposedBy })} <Moment at={one.proposedAt} />
          {one.decidedBy && one.state !== 'proposed' && ` · ${t(`policy.decidedBy.${one.state}`, { name: one.decidedBy })}`}
        </Text>
      </div>
      <PolicyState state={one.current ? 'current' : one.state} />
    </Group>
  );
}

function Decide({ version, current }: { readonly version: ContactPolicyVersion; readonly current: ContactPolicyVersion }) {
  const { t } = useTranslation();
  const ask = useAsk();
  const may = useMay('contact-policy:approve');
  const change = useChange(api.contactPolicies.decide, [api.contactPolicies.list, api.administration.audit]);
  if (!may) return null;
  const decide = async (approve: boolean) => {
    const deed = t(approve ? 'policy.approve' : 'policy.refuse');
    const text = t(approve ? 'policy.approveText' : 'policy.refuseText', { current: current.version });
    if ((await ask({ title: deed, text, deed, dangerous: !approve })) === undefined) return;
    try {
      await change.mutateAsync({ params: { version: version.version }, body: { approve } });
      say(t(approve ? 'policy.approved' : 'policy.refused'));
    } catch (error) {
      sayProblem(error);
    }
  };
  return (
    <Group justify="flex-end">
      {version.mine && (
        <Text size="sm" c="dimmed">
          {t('policy.ownProposal')}
        </Text>
      )}
      <Button variant="default" loading={change.isPending} onClick={() => void decide(false)}>
        {t('policy.refuse')}
      </Button>
      <Button loading={change.isPending} disabled={version.mine} onClick={() => void decide(true)}>
        {t('policy.approve')}
      </Button>
    </Group>
  );
}
