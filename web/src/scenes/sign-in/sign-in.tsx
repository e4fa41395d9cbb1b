import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { api } from '@posthorn/contract';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/use-api.ts';
import { safeNext } from '../../app/search.ts';
import { beginSession } from '../../app/session.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { Entrance } from './entrance.tsx';

const route = getRouteApi('/sign-in');

/** E-mail and password. A one-time password leads on to choosing an own one. */
export function SignIn() {
  const { t } = useTranslation();
  const { next } = route.useSearch();
  const queries = useQueryClient();
  const router = useRouter();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useChange(api.session.signIn);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const session = await signIn.mutateAsync({ body: { email: email.trim(), password } }).catch(() => undefined);
    if (!session) return;
    beginSession(queries, session);
    if (session.user.mustChangePassword) {
      await router.navigate({ to: '/password', search: next === undefined ? {} : { next } });
    } else {
      router.history.push(safeNext(next));
    }
  };
  return (
    <Entrance title={t('session.signIn')} lead={t('session.lead')}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack gap="sm">
          <TextInput
            label={t('session.email')}
            type="email"
            autoComplete="username"
            required
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
          <PasswordInput
            label={t('session.password')}
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword') }}
          />
          {signIn.error && <ProblemNote error={signIn.error} />}
          <Button type="submit" loading={signIn.isPending} fullWidth mt="xs" size="md">
            {t('session.signIn')}
          </Button>
        </Stack>
      </form>
    </Entrance>
  );
}
