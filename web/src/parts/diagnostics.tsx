import { Stack, Text } from '@mantine/core';
import type { Diagnostic } from '@posthorn/contract';
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Static } from 'typebox';

/** What the engine says about a template or a record: message, hint, place. */
export function Diagnostics({ of }: { readonly of: readonly Static<typeof Diagnostic>[] }) {
  const { t } = useTranslation();
  return (
    <Stack gap={8}>
      {of.map((one) => {
        const Icon = one.severity === 'error' ? IconAlertCircle : IconAlertTriangle;
        return (
          <div key={one.code + one.place.pointer + one.message} style={{ display: 'flex', gap: 8 }}>
            <Icon
              size={17}
              role="img"
              aria-label={t(`severity.${one.severity}`)}
              color={one.severity === 'error' ? 'var(--mantine-color-error)' : 'var(--posthorn-accent)'}
              style={{ flex: 'none', marginTop: 2 }}
            />
            <div>
              <Text size="sm">{one.message}</Text>
              {one.hint && (
                <Text size="sm" c="dimmed">
                  {one.hint}
                </Text>
              )}
              <Text size="xs" c="dimmed" ff="monospace">
                {one.place.part}
                {one.place.pointer} · {one.code}
              </Text>
            </div>
          </div>
        );
      })}
    </Stack>
  );
}
