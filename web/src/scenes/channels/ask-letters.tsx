import { Button } from '@mantine/core';
import { type Account, api } from '@posthorn/contract';
import { IconMailQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/use-api.ts';
import { say, sayProblem } from '../../parts/notify.tsx';

/** Asks a provider of letters now what became of them; by itself it is asked every half hour. */
export function AskLetters({ account: { id, name } }: { readonly account: Account }) {
  const { t } = useTranslation();
  const ask = useChange(api.channels.ask, [api.channels.show, api.communications.get, api.communications.list]);
  const asked = () =>
    void ask
      .mutateAsync({ params: { id } })
      .then(
        ({ ok, asked: count, detail }) => (ok ? say(t('post.asked', { count })) : sayProblem(t('accounts.checkFailed', { detail }))),
        sayProblem,
      );
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconMailQuestion size={14} aria-hidden />}
      loading={ask.isPending}
      onClick={asked}
      aria-label={`${t('post.ask')}: ${name}`}
    >
      {t('post.ask')}
    </Button>
  );
}
