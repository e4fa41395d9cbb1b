import { Alert, Stack, Text, TextInput } from '@mantine/core';
import { type Account, api } from '@posthorn/contract';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/use-api.ts';
import { FormButtons } from '../../parts/form-buttons.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';

/** What is typed as whom a test goes to. */
const types: Readonly<Record<string, string>> = { email: 'email', sms: 'tel' };

/** Sends a message that says that it is a test, and shows what the other side said. */
export function TestMessage({ account, close }: { readonly account: Account; readonly close: () => void }) {
  const { t } = useTranslation();
  const [to, setTo] = useState('');
  const test = useChange(api.channels.test, [api.administration.audit]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    test.mutate({ params: { id: account.id }, body: { to: to.trim() } });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label={t(`accounts.testTo.${account.channel as 'email' | 'sms' | 'push' | 'post'}`)}
          description={t('accounts.testHint')}
          type={types[account.channel] ?? 'text'}
          required
          maxLength={254}
          value={to}
          onChange={(event) => setTo(event.target.value)}
          data-autofocus
        />
        {test.error && <ProblemNote error={test.error} />}
        {test.data && (
          <Alert
            role="status"
            color={test.data.outcome === 'sent' ? 'petrol' : 'red'}
            variant="light"
            title={t(`accounts.outcomes.${test.data.outcome}`)}
            c="var(--mantine-color-text)"
          >
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {test.data.detail}
            </Text>
          </Alert>
        )}
        <FormButtons back={close} deed={t('accounts.testSend')} loading={test.isPending} disabled={to.trim() === ''} />
      </Stack>
    </form>
  );
}
