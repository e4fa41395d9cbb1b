import { Badge, Button, Card, Group, Menu, Stack, Text } from '@mantine/core';
import { api, type Webhook } from '@posthorn/contract';
import { IconDots, IconPlus, IconWebhook } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { toneColours } from '../../parts/colours.ts';
import { useAsk } from '../../parts/confirm.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { Rows } from '../../parts/rows.tsx';
import { ShownOnce } from './shown-once.tsx';
import { WebhookForm } from './webhook-form.tsx';
import { WebhookMessages } from './webhook-messages.tsx';

/** What is open over the list. */
type Open =
  | { readonly what: 'create' }
  | { readonly what: 'edit' | 'messages'; readonly webhook: Webhook }
  | { readonly what: 'secret'; readonly webhook: Webhook; readonly secret: string };

/** Programs of others that are told what becomes of messages. */
export function Webhooks() {
  const { t } = useTranslation();
  const answer = useApi(api.webhooks.list, {});
  const may = useMay('webhooks:write');
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <Card>
      <Group justify="space-between" mb="xs">
        <Text size="sm" c="dimmed">
          {t('webhooks.lead')}
        </Text>
        {may && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen({ what: 'create' })}>
            {t('webhooks.create')}
          </Button>
        )}
      </Group>
      <Loaded answer={answer} height={240}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState icon={IconWebhook} title={t('webhooks.empty')} text={t('webhooks.emptyText')} />
          ) : (
            <Rows
              label={t('administration.webhooks')}
              rows={rows}
              keyOf={({ id }) => id}
              columns={[
                { name: 'name', label: t('webhooks.name'), cell: (webhook) => <NameAndAddress webhook={webhook} /> },
                { name: 'kinds', label: t('webhooks.kinds'), wide: true, cell: (webhook) => <Kinds webhook={webhook} /> },
                { name: 'state', label: t('runs.state'), cell: (webhook) => <State webhook={webhook} /> },
                { name: 'deeds', label: t('webhooks.deeds'), cell: (webhook) => <Deeds webhook={webhook} may={may} open={setOpen} /> },
              ]}
            />
          )
        }
      </Loaded>
      <Dialog
        opened={open !== undefined}
        onClose={close}
        title={open ? titleOf(open, t) : ''}
        size={open?.what === 'messages' ? 'xl' : 'md'}
      >
        {open?.what === 'create' && (
          <WebhookForm created={(webhook, secret) => setOpen({ what: 'secret', webhook, secret })} close={close} />
        )}
        {open?.what === 'edit' && <WebhookForm webhook={open.webhook} close={close} />}
        {open?.what === 'secret' && (
          <ShownOnce label={t('webhooks.secretOf', { name: open.webhook.name })} secret={open.secret} close={close} />
        )}
        {open?.what === 'messages' && <WebhookMessages webhook={open.webhook} />}
      </Dialog>
    </Card>
  );
}

function titleOf(open: Open, t: TFunction): string {
  if (open.what === 'create') return t('webhooks.create');
  if (open.what === 'messages') return t('webhooks.messagesOf', { name: open.webhook.name });
  return open.what === 'secret' ? t('webhooks.secret') : t('webhooks.edit');
}

function NameAndAddress({ webhook }: { readonly webhook: Webhook }) {
  return (
    <div style={{ minWidth: 0 }}>
      <Text size="sm">{webhook.name}</Text>
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {webhook.url}
      </Text>
    </div>
  );
}

function Kinds({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useTranslation();
  return webhook.kinds.length === 0 ? t('webhooks.allKinds') : webhook.kinds.map((kind) => t(`receipts.${kind}`)).join(', ');
}

function State({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useTranslation();
  const tone = !webhook.active ? 'waiting' : webhook.failingSince ? 'bad' : 'good';
  return (
    <Stack gap={2}>
      <Badge variant="dot" color={toneColours[tone]} tt="none" fw={500} style={{ '--badge-bd': '1px solid var(--posthorn-line)' }}>
        {t(webhook.active ? (webhook.failingSince ? 'webhooks.failing' : 'webhooks.works') : 'webhooks.off')}
      </Badge>
      {webhook.failingSince && (
        <Text size="xs" c="dimmed">
          {webhook.lastError} · <Moment at={webhook.failingSince} />
        </Text>
      )}
      {webhook.waiting > 0 && (
        <Text size="xs" c="dimmed">
          {t('webhooks.waiting', { count: webhook.waiting })}
        </Text>
      )}
    </Stack>
  );
}

function Deeds({ webhook, may, open }: { readonly webhook: Webhook; readonly may: boolean; readonly open: (open: Open) => void }) {
  const { t } = useTranslation();
  const ask = useAsk();
  const changed = [api.webhooks.list, api.webhooks.messages, api.administration.audit];
  const change = useChange(api.webhooks.change, changed);
  const renew = useChange(api.webhooks.renewSecret, changed);
  const remove = useChange(api.webhooks.remove, changed);
  const test = useChange(api.webhooks.test, changed);
  const params = { id: webhook.id };
  const { name, url, kinds } = webhook;
  const renewAfterAsking = async () => {
    const sure = await ask({ title: t('webhooks.renewTitle'), text: t('webhooks.renewText'), deed: t('webhooks.renew') });
    if (sure !== undefined) await renew.mutateAsync({ params }).then((made) => open({ what: 'secret', ...made }), sayProblem);
  };
  const removeAfterAsking = async () => {
    const sure = await ask({
      title: t('webhooks.removeTitle'),
      text: t('webhooks.removeText', { name }),
      deed: t('webhooks.remove'),
      dangerous: true,
    });
    if (sure !== undefined) await remove.mutateAsync({ params }).then(() => say(t('webhooks.removed')), sayProblem);
  };
  return (
    <Group gap={6} wrap="nowrap">
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => open({ what: 'messages', webhook })}
        aria-label={`${t('webhooks.messages')}: ${name}`}
      >
        {t('webhooks.messages')}
      </Button>
      {may && (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <Button size="compact-sm" variant="default" aria-label={`${t('webhooks.deeds')}: ${name}`}>
              <IconDots size={16} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => void test.mutateAsync({ params }).then(() => say(t('webhooks.tested')), sayProblem)}>
              {t('webhooks.test')}
            </Menu.Item>
            <Menu.Item onClick={() => open({ what: 'edit', webhook })}>{t('webhooks.edit')}</Menu.Item>
            <Menu.Item onClick={() => void renewAfterAsking()}>{t('webhooks.renew')}</Menu.Item>
            <Menu.Item
              onClick={() =>
                void change
                  .mutateAsync({ params, body: { name, url, kinds, active: !webhook.active } })
                  .then(() => say(t(webhook.active ? 'webhooks.isOff' : 'webhooks.isOn')), sayProblem)
              }
            >
              {t(webhook.active ? 'webhooks.switchOff' : 'webhooks.switchOn')}
            </Menu.Item>
            <Menu.Item color="red" onClick={() => void removeAfterAsking()}>
              {t('webhooks.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </Group>
  );
}
