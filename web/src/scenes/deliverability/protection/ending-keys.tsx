import { Card, Text, Title } from '@mantine/core';
import { api } from '@posthorn/contract';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../api/use-api.ts';
import { useMay } from '../../../app/session.ts';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { KeyHolds } from '../../../parts/key-holds.tsx';
import { TextLink } from '../../../parts/links.tsx';
import { Loaded } from '../../../parts/loaded.tsx';
import { Rows } from '../../../parts/rows.tsx';

/** Customers whose key has ended or soon will, and who have given no other: they should be asked for one. */
export function EndingKeys() {
  const may = useMay('customers:read');
  return may ? <Ending /> : null;
}

function Ending() {
  const { t } = useTranslation();
  const answer = useApi(api.mailKeys.ending, {});
  return (
    <Card component="section" aria-label={t('deliverability.protection.ending')}>
      <Title order={2} mb="xs">
        {t('deliverability.protection.ending')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('deliverability.protection.endingText')}
      </Text>
      <Loaded answer={answer} height={120}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState
              icon={IconLock}
              title={t('deliverability.protection.noneEnding')}
              text={t('deliverability.protection.noneEndingText')}
            />
          ) : (
            <Rows
              label={t('deliverability.protection.ending')}
              rows={rows}
              keyOf={({ id }) => id}
              columns={[
                {
                  name: 'customer',
                  label: t('deliverability.protection.customer'),
                  cell: ({ customer: { id, name, number } }) => (
                    <TextLink to="/customers/$customerId" params={{ customerId: id }} size="sm">
                      {name} ({number})
                    </TextLink>
                  ),
                },
                {
                  name: 'address',
                  label: t('deliverability.protection.address'),
                  wide: true,
                  cell: ({ address }) => <span style={{ overflowWrap: 'anywhere' }}>{address}</span>,
                },
                { name: 'kind', label: t('deliverability.protection.kind'), wide: true, cell: ({ kind }) => t(`mailKeys.kinds.${kind}`) },
                { name: 'holds', label: t('deliverability.protection.holds'), cell: (row) => <KeyHolds mailKey={row} /> },
              ]}
            />
          )
        }
      </Loaded>
    </Card>
  );
}
