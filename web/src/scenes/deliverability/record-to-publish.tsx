import { Button, Code, CopyButton, Group, Text } from '@mantine/core';
import type { DnsRecord } from '@posthorn/contract';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** A record of the DNS, to copy to where it is published. */
export function RecordToPublish({ record }: { readonly record: DnsRecord }) {
  const { t } = useTranslation();
  return (
    <div>
      <Group justify="space-between" gap={8}>
        <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
          {t('deliverability.domains.publish')} <b>{record.name}</b> {record.type}
        </Text>
        <CopyButton value={record.value}>
          {({ copied, copy }) => (
            <Button
              size="compact-xs"
              variant="default"
              onClick={copy}
              aria-label={`${t('secret.copy')}: ${record.name}`}
              leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
            >
              {t('secret.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Code block mt={4} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {record.value}
      </Code>
    </div>
  );
}
