import { Alert, Button, Code, CopyButton, Group, Stack } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface ShownOnceProps {
  readonly label: string;
  readonly secret: string;
  readonly close: () => void;
}

/** A secret that the server tells only once: to copy now. */
export function ShownOnce({ label, secret, close }: ShownOnceProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <Alert color="brass" variant="light" c="var(--mantine-color-text)" title={label}>
        {t('secret.once')}
      </Alert>
      <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }} data-testid="secret">
        {secret}
      </Code>
      <Group justify="flex-end">
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              data-autofocus
              leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
              onClick={copy}
            >
              {copied ? t('copied') : t('secret.copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={close}>{t('secret.done')}</Button>
      </Group>
    </Stack>
  );
}
