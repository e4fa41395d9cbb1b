import { Group, Text } from '@mantine/core';
import type { Communication } from '@posthorn/contract';
import { IconLock, IconRosetteDiscountCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** A lock where a mail was encrypted, a seal where it was signed only; what exactly was done stands among its receipts. */
export function ProtectedSign({ delivery }: { readonly delivery: Communication['deliveries'][number] }) {
  const { t } = useTranslation();
  const has = (wanted: string) => delivery.receipts.some(({ kind }) => kind === wanted);
  const sign = has('encrypted') ? 'lock' : has('signed') ? 'seal' : undefined;
  if (sign === undefined) return null;
  const Icon = sign === 'lock' ? IconLock : IconRosetteDiscountCheck;
  return (
    <Group gap={6} wrap="nowrap" mt={2}>
      <Icon size={16} stroke={1.8} aria-hidden style={{ flex: 'none' }} />
      <Text size="sm">{t(`deliveries.${sign}`)}</Text>
    </Group>
  );
}
