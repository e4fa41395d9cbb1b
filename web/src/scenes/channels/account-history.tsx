import { Text } from '@mantine/core';
import type { Account } from '@posthorn/contract';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../parts/moment.tsx';

/** What went wrong lately, equal errors counted together, and what happened to the account. */
export function AccountHistory({ account: { errors, events } }: { readonly account: Account }) {
  const { t } = useTranslation();
  return (
    <>
      {errors.length > 0 && (
        <details>
          <summary>
            <Text span size="sm" fw={550}>
              {t('accounts.errors')} ({errors.length})
            </Text>
          </summary>
          {errors.map(({ error, times, lastAt }) => (
            <Text key={error} size="sm" mt={4} style={{ overflowWrap: 'anywhere' }}>
              {error}{' '}
              <Text span size="xs" c="dimmed">
                {t('accounts.times', { count: times })}, <Moment at={lastAt} />
              </Text>
            </Text>
          ))}
        </details>
      )}
      {events.length > 0 && (
        <details>
          <summary>
            <Text span size="sm" fw={550}>
              {t('accounts.history')} ({events.length})
            </Text>
          </summary>
          {events.map(({ at, kind, detail }) => (
            <Text key={at + kind + detail} size="sm" mt={4} style={{ overflowWrap: 'anywhere' }}>
              <Moment at={at} exact /> {t(`accounts.events.${kind}`, { defaultValue: kind })}{' '}
              <Text span size="xs" c="dimmed">
                {detail}
              </Text>
            </Text>
          ))}
        </details>
      )}
    </>
  );
}
