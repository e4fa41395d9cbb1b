import { Button, Card, Code, Group, Stack, Text, TextInput } from '@mantine/core';
import { api, type Role } from '@posthorn/contract';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../api/use-api.ts';
import { useMay } from '../../app/session.ts';
import { useAsk } from '../../parts/confirm.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { FormButtons } from '../../parts/form-buttons.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Rows } from '../../parts/rows.tsx';
import { ShownOnce } from './shown-once.tsx';
import { RolesField } from './users.tsx';

/** Keys with which machines call the API. */
export function ApiKeys() {
  const { t } = useTranslation();
  const ask = useAsk();
  const answer = useApi(api.administration.apiKeys, {});
  const may = useMay('keys:write');
  const [creating, setCreating] = useState(false);
  const revoke = useChange(api.administration.revokeApiKey, [api.administration.apiKeys, api.administration.audit]);
  const revokeAfterAsking = async (id: string, name: string) => {
    const answered = await ask({
      title: t('keysOfApi.revokeTitle'),
      text: t('keysOfApi.revokeText', { name }),
      deed: t('keysOfApi.revoke'),
      dangerous: true,
    });
    if (answered === undefined) return;
    await revoke.mutateAsync({ params: { id } }).then(() => say(t('keysOfApi.revoked')), sayProblem);
  };
  const button = may && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setCreating(true)}>
      {t('keysOfApi.create')}
    </Button>
  );
  return (
    <Card>
      <Group justify="space-between" mb="xs">
        <Text size="sm" c="dimmed">
          {t('keysOfApi.lead')}
        </Text>
        {button}
      </Group>
      <Loaded answer={answer} height={240}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState icon={IconKey} title={t('keysOfApi.empty')} text={t('keysOfApi.emptyText')} />
          ) : (
            <Rows
              label={t('administration.keys')}
              rows={rows}
              keyOf={(key) => key.id}
              columns={[
                { name: 'name', label: t('keysOfApi.name'), cell: (key) => key.name },
                { name: 'prefix', label: t('keysOfApi.prefix'), cell: (key) => <Code>{key.prefix}…</Code> },
                { name: 'roles', label: t('users.roles'), cell: (key) => key.roles.map((role) => t(`roles.${role}`)).join(', ') },
                { name: 'created', label: t('keysOfApi.createdAt'), wide: true, cell: (key) => <Moment at={key.createdAt} /> },
                {
                  name: 'used',
                  label: t('keysOfApi.lastUsed'),
                  wide: true,
                  cell: (key) => (key.lastUsedAt ? <Moment at={key.lastUsedAt} /> : '–'),
                },
                {
                  name: 'revoke',
                  label: t('runs.state'),
                  cell: (key) =>
                    key.revokedAt ? (
                      t('keysOfApi.isRevoked')
                    ) : may ? (
                      <Button
                        size="compact-sm"
                        variant="default"
                        onClick={() => void revokeAfterAsking(key.id, key.name)}
                        aria-label={`${t('keysOfApi.revoke')}: ${key.name}`}
                      >
                        {t('keysOfApi.revoke')}
                      </Button>
                    ) : (
                      t('keysOfApi.isValid')
                    ),
                },
              ]}
            />
          )
        }
      </Loaded>
      <Dialog opened={creating} onClose={() => setCreating(false)} title={t('keysOfApi.create')}>
        <CreateKey close={() => setCreating(false)} />
      </Dialog>
    </Card>
  );
}

function CreateKey({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<Role[]>([]);
  const create = useChange(api.administration.createApiKey, [api.administration.apiKeys, api.administration.audit]);
  if (create.data) return <ShownOnce label={create.data.apiKey.name} secret={create.data.key} close={close} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ body: { name: name.trim(), roles: chosen } });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label={t('keysOfApi.name')}
          description={t('keysOfApi.nameHint')}
          required
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.target.value)}
          data-autofocus
        />
        <RolesField value={chosen} set={setChosen} />
        {create.error && <ProblemNote error={create.error} />}
        <FormButtons back={close} deed={t('keysOfApi.create')} loading={create.isPending} disabled={chosen.length === 0} />
      </Stack>
    </form>
  );
}
