import { Button, Card, Checkbox, Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import type { User } from '@posthorn/contract';
import { api, type Role, roles } from '@posthorn/contract';
import { IconUserPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';
import { useApi, useChange } from '../../api/use-api.ts';
import { useMay, useSession } from '../../app/session.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FormButtons } from '../../parts/form-buttons.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Moment } from '../../parts/moment.tsx';
import { say } from '../../parts/notify.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Rows } from '../../parts/rows.tsx';
import { ShownOnce } from './shown-once.tsx';

type UserRow = Static<typeof User>;

/** The people who work here, and their roles. */
export function Users() {
  const { t } = useTranslation();
  const answer = useApi(api.administration.users, {});
  const may = useMay('users:write');
  const [edited, setEdited] = useState<UserRow | 'new'>();
  return (
    <Card>
      <Group justify="space-between" mb="xs">
        <Text size="sm" c="dimmed">
          {t('users.lead')}
        </Text>
        {may && (
          <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setEdited('new')}>
            {t('users.create')}
          </Button>
        )}
      </Group>
      <Loaded answer={answer} height={240}>
        {({ rows }) => (
          <Rows
            label={t('administration.users')}
            rows={rows}
            keyOf={(user) => user.id}
            open={may ? setEdited : undefined}
            columns={[
              {
                name: 'name',
                label: t('users.name'),
                cell: (user) =>
                  may ? (
                    <button type="button" className="text-button" onClick={() => setEdited(user)}>
                      {user.name}
                    </button>
                  ) : (
                    user.name
                  ),
              },
              { name: 'email', label: t('session.email'), cell: (user) => user.email },
              { name: 'roles', label: t('users.roles'), cell: (user) => user.roles.map((role) => t(`roles.${role}`)).join(', ') },
              { name: 'active', label: t('users.active'), cell: (user) => (user.active ? t('users.yes') : t('users.no')) },
              {
                name: 'seen',
                label: t('users.lastSignIn'),
                wide: true,
                cell: (user) => (user.lastSignInAt ? <Moment at={user.lastSignInAt} /> : '–'),
              },
            ]}
          />
        )}
      </Loaded>
      <Dialog
        opened={edited !== undefined}
        onClose={() => setEdited(undefined)}
        title={edited === 'new' ? t('users.create') : t('users.edit')}
      >
        {edited === 'new' && <CreateUser close={() => setEdited(undefined)} />}
        {edited !== undefined && edited !== 'new' && <EditUser user={edited} close={() => setEdited(undefined)} />}
      </Dialog>
    </Card>
  );
}

/** Chooses roles; at least one. */
export function RolesField({ value, set }: { readonly value: readonly Role[]; readonly set: (roles: Role[]) => void }) {
  const { t } = useTranslation();
  return (
    <Checkbox.Group label={t('users.roles')} required value={[...value]} onChange={(chosen) => set(chosen as Role[])}>
      <Stack gap={8} mt={6}>
        {roles.map((role) => (
          <Checkbox key={role} value={role} label={t(`roles.${role}`)} description={t(`roleTexts.${role}`)} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

function CreateUser({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<Role[]>([]);
  const create = useChange(api.administration.createUser, [api.administration.users, api.administration.audit]);
  if (create.data)
    return (
      <ShownOnce label={t('users.oneTimePassword', { name: create.data.user.name })} secret={create.data.oneTimePassword} close={close} />
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ body: { email: email.trim(), name: name.trim(), roles: chosen } });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label={t('users.name')}
          required
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.target.value)}
          data-autofocus
        />
        <TextInput
          label={t('session.email')}
          type="email"
          required
          maxLength={254}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <RolesField value={chosen} set={setChosen} />
        {create.error && <ProblemNote error={create.error} />}
        <FormButtons back={close} deed={t('users.create')} loading={create.isPending} disabled={chosen.length === 0} />
      </Stack>
    </form>
  );
}

function EditUser({ user, close }: { readonly user: UserRow; readonly close: () => void }) {
  const { t } = useTranslation();
  const self = useSession().user.id === user.id;
  const [name, setName] = useState(user.name);
  const [chosen, setChosen] = useState<Role[]>(user.roles);
  const [active, setActive] = useState(user.active);
  const update = useChange(api.administration.updateUser, [api.administration.users, api.administration.audit]);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const saved = await update
      .mutateAsync({ params: { id: user.id }, body: { name: name.trim(), roles: chosen, active } })
      .catch(() => undefined);
    if (!saved) return;
    say(t('users.saved'));
    close();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <TextInput label={t('session.email')} value={user.email} readOnly variant="filled" />
        <TextInput label={t('users.name')} required value={name} onChange={(event) => setName(event.target.value)} data-autofocus />
        <RolesField value={chosen} set={setChosen} />
        <Switch
          label={t('users.activeSwitch')}
          description={self ? t('users.self') : undefined}
          disabled={self}
          checked={active}
          onChange={(event) => setActive(event.target.checked)}
        />
        {update.error && <ProblemNote error={update.error} />}
        <FormButtons
          back={close}
          deed={t('actions.save')}
          loading={update.isPending}
          disabled={chosen.length === 0 || name.trim() === ''}
        />
      </Stack>
    </form>
  );
}
