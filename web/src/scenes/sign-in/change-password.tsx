import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { api } from '@posthorn/contract';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/use-api.ts';
import { safeNext } from '../../app/search.ts';
import { beginSession, sessionQuestion, useSession } from '../../app/session.ts';
import { say } from '../../parts/notify.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Entrance } from './entrance.tsx';
import { passwordFault } from './password-fault.ts';

const route = getRouteApi('/password');

/** Choosing an own password: after the one-time password it must be done, later it may. */
export function ChangePassword() {
  const { t } = useTranslation();
  const { next } = route.useSearch();
  const { user } = useSession();
  const queries = useQueryClient();
  const router = useRouter();
  const [current, setCurrent] = useState('');
  const [chosen, setChosen] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const change = useChange(api.session.changePassword);
  const fault = passwordFault(current, chosen, again);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (fault) return;
    const changed = await change.mutateAsync({ body: { current, next: chosen } }).catch(() => undefined);
    if (!changed) return;
    beginSession(queries, await queries.fetchQuery({ ...sessionQuestion, staleTime: 0 }));
    say(t('session.passwordChanged'));
    router.history.push(safeNext(next));
  };
  const faultAt = (field: 'chosen' | 'again') => (tried && fault?.field === field ? t(`session.fault.${fault.code}`) : undefined);
  const toggle = { visibilityToggleButtonProps: { 'aria-label': t('session.showPassword') } };
  return (
    <Entrance title={t('session.changePassword')} lead={user.mustChangePassword ? t('session.mustChange') : undefined}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <input type="hidden" autoComplete="username" value={user.email} readOnly />
        <Stack gap="sm">
          <PasswordInput
            label={user.mustChangePassword ? t('session.oneTimePassword') : t('session.currentPassword')}
            autoComplete="current-password"
            required
            autoFocus
            value={current}
            onChange={(event) => setCurrent(event.target.value)}
            {...toggle}
          />
          <PasswordInput
            label={t('session.newPassword')}
            description={t('session.passwordRule')}
            autoComplete="new-password"
            required
            value={chosen}
            error={faultAt('chosen')}
            onChange={(event) => setChosen(event.target.value)}
            {...toggle}
          />
          <PasswordInput
            label={t('session.newPasswordAgain')}
            autoComplete="new-password"
            required
            value={again}
            error={faultAt('again')}
            onChange={(event) => setAgain(event.target.value)}
            {...toggle}
          />
          {change.error && <ProblemNote error={change.error} />}
          <Group grow mt="xs">
            {!user.mustChangePassword && (
              <Button variant="default" size="md" onClick={() => router.history.push(safeNext(next))}>
                {t('actions.back')}
              </Button>
            )}
            <Button type="submit" loading={change.isPending} size="md">
              {t('session.savePassword')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Entrance>
  );
}
