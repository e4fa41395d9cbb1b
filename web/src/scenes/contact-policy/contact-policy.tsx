import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { api, type ContactPolicy, type ContactPolicyVersion } from '@posthorn/contract';
import { IconPencil, IconTrafficLights } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Page } from '../../parts/page.tsx';
import { Rows } from '../../parts/rows.tsx';
import { PolicyForm } from './policy-form.tsx';
import { PolicyVersions } from './policy-versions.tsx';
import { ruleKinds, sentenceOf } from './rules-of.ts';

/** How often, when and about what customers may be written to: what holds now, and the changes of it. */
export function ContactPolicyScene() {
  const { t } = useTranslation();
  const may = useMay('contact-policy:write');
  const answer = useApi(api.contactPolicies.list, {});
  const [changing, setChanging] = useState(false);
  const propose = may && answer.data && (
    <Button leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setChanging(true)}>
      {t('policy.propose')}
    </Button>
  );
  return (
    <Page title={t('doors.contactPolicy')} lead={t('policy.lead')} actions={propose}>
      <Loaded answer={answer} height={480}>
        {({ rows, current }) => (
          <Stack gap="md">
            <PolicyVersions of={rows.filter((one) => one.state === 'proposed')} title={t('policy.proposals')} against={current} />
            <Current version={current} />
            <PolicyVersions of={rows.filter((one) => one.state !== 'proposed')} title={t('policy.versions')} against={current} />
            <Dialog opened={changing} onClose={() => setChanging(false)} title={t('policy.propose')} size="xl">
              {changing && <PolicyForm from={current.policy} done={() => setChanging(false)} />}
            </Dialog>
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

function Current({ version }: { readonly version: ContactPolicyVersion }) {
  const { t } = useTranslation();
  return (
    <Card>
      <Title order={2} mb="sm">
        {version.version === 0 ? t('policy.none') : t('policy.holds', { version: version.version })}
      </Title>
      <PolicyText policy={version.policy} />
    </Card>
  );
}

/** A policy in words. */
export function PolicyText({ policy }: { readonly policy: ContactPolicy }) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = (cents: number) => format.number(cents / 100);
  const some = ruleKinds.filter((kind) => policy[kind].length > 0);
  return (
    <Stack gap="md">
      <Rows
        label={t('policy.purposes')}
        rows={Object.entries(policy.purposes).sort(([, a], [, b]) => b.priority - a.priority)}
        keyOf={([purpose]) => purpose}
        columns={[
          { name: 'purpose', label: t('policy.purpose'), cell: ([purpose]) => t(`purposes.${purpose}`, { defaultValue: purpose }) },
          { name: 'priority', label: t('policy.priority'), align: 'right', cell: ([, rule]) => rule.priority },
          { name: 'basis', label: t('policy.basis'), cell: ([, rule]) => t(`policy.bases.${rule.basis}`) },
          {
            name: 'mandatory',
            label: t('policy.mandatory'),
            wide: true,
            cell: ([, rule]) => (rule.mandatory ? t('policy.neverCapped') : '–'),
          },
        ]}
      />
      {some.length === 0 && <EmptyState icon={IconTrafficLights} title={t('policy.noRules')} text={t('policy.noRulesText')} />}
      {some.map((kind) => (
        <section key={kind} aria-label={t(`policy.kinds.${kind}`)}>
          <Text fw={600} mb={4}>
            {t(`policy.kinds.${kind}`)}
          </Text>
          <Stack gap={6} component="ul" m={0} pl="md">
            {policy[kind].map((rule) => (
              <li key={rule.id}>
                <Text size="sm" component="span" fw={550}>
                  {rule.name}
                </Text>
                <Text size="sm" c="dimmed">
                  {sentenceOf(kind, rule, { t, money })}
                </Text>
              </li>
            ))}
          </Stack>
        </section>
      ))}
      <Group gap="xl">
        <Text size="sm" c="dimmed">
          {t('policy.longestHoldSays', { count: policy.longestHoldDays })}
        </Text>
        <Text size="sm" c="dimmed">
          {t('policy.zoneSays', { zone: policy.timeZone })}
        </Text>
      </Group>
    </Stack>
  );
}
