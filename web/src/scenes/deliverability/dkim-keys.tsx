import { Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { api, type DkimKey } from '@posthorn/contract';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { type Tone, toneColours } from '../../parts/colours.ts';
import { useAsk } from '../../parts/confirm.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { RecordToPublish } from './record-to-publish.tsx';

const tones: Record<DkimKey['state'], Tone> = { announced: 'attention', active: 'done', retired: 'waiting' };
const changed = [api.sending.dkimKeys, api.sending.checkDomain, api.administration.audit];

/** The keys that sign mails: announced, signing, retired. @param domain the one that is looked at, for which a key can be made */
export function DkimKeys({ domain }: { readonly domain: string | undefined }) {
  const { t } = useTranslation();
  const may = useMay('sending:configure');
  const answer = useApi(api.sending.dkimKeys, {});
  const announce = useChange(api.sending.announceKey, changed);
  return (
    <Card>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('deliverability.domains.keys')}</Title>
        {may && domain && (
          <Button
            leftSection={<IconPlus size={16} aria-hidden />}
            loading={announce.isPending}
            onClick={() =>
              void announce.mutateAsync({ body: { domain } }).then(() => say(t('deliverability.domains.announced')), sayProblem)
            }
          >
            {t('deliverability.domains.announce', { domain })}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed" mb="sm">
        {t('deliverability.domains.keysLead')}
      </Text>
      <Loaded answer={answer} height={160}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState icon={IconKey} title={t('deliverability.domains.noKeys')} text={t('deliverability.domains.noKeysText')} />
          ) : (
            <Stack
              gap="lg"
              component="ol"
              aria-label={t('deliverability.domains.keys')}
              style={{ listStyle: 'none', margin: 0, padding: 0 }}
            >
              {rows.map((key) => (
                <li key={key.id}>
                  <Key dkim={key} may={may} />
                </li>
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Card>
  );
}

function Key({ dkim, may }: { readonly dkim: DkimKey; readonly may: boolean }) {
  const { t } = useTranslation();
  const ask = useAsk();
  const activate = useChange(api.sending.switchKey, changed);
  const retire = useChange(api.sending.retireKey, changed);
  const { id, domain, selector, state, record, activeSince, recordNeededUntil } = dkim;
  const params = { id };
  const retireAfterAsking = async () => {
    const sure = await ask({
      title: t('deliverability.domains.retireTitle'),
      text: t('deliverability.domains.retireText', { selector, domain }),
      deed: t('deliverability.domains.retire'),
      dangerous: true,
    });
    if (sure !== undefined) await retire.mutateAsync({ params }).then(() => say(t('deliverability.domains.retired')), sayProblem);
  };
  return (
    <div>
      <Group justify="space-between" gap={8} mb={4}>
        <Group gap={8}>
          <Text size="sm" fw={600} component="span" style={{ overflowWrap: 'anywhere' }}>
            {domain} · {selector}
          </Text>
          <Badge
            variant="dot"
            color={toneColours[tones[state]]}
            tt="none"
            fw={500}
            style={{ '--badge-bd': '1px solid var(--posthorn-line)' }}
          >
            {t(`deliverability.domains.keyStates.${state}`)}
          </Badge>
          {activeSince && state === 'active' && (
            <Text size="xs" c="dimmed" component="span">
              <Moment at={activeSince} />
            </Text>
          )}
        </Group>
        {may && state !== 'retired' && (
          <Group gap={6}>
            {state === 'announced' && (
              <Button
                size="compact-sm"
                loading={activate.isPending}
                onClick={() => void activate.mutateAsync({ params }).then(() => say(t('deliverability.domains.switched')), sayProblem)}
                aria-label={`${t('deliverability.domains.switch')}: ${selector}`}
              >
                {t('deliverability.domains.switch')}
              </Button>
            )}
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => void retireAfterAsking()}
              aria-label={`${t('deliverability.domains.retire')}: ${selector}`}
            >
              {t('deliverability.domains.retire')}
            </Button>
          </Group>
        )}
      </Group>
      {state === 'announced' && <RecordToPublish record={record} />}
      {recordNeededUntil && (
        <Text size="xs" c="dimmed">
          {t('deliverability.domains.keepRecord', { name: record.name })} <Moment at={recordNeededUntil} />
        </Text>
      )}
    </div>
  );
}
