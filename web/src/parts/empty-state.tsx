import { Stack, Text } from '@mantine/core';
import type { IconFileText } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly icon: typeof IconFileText;
  readonly title: string;
  /** What to do so that something is here. */
  readonly text?: ReactNode;
  readonly action?: ReactNode;
}

/** Nothing here yet, and what to do about it. */
export function EmptyState({ icon: Icon, title, text, action }: EmptyStateProps) {
  return (
    <Stack align="center" gap={4} py={44} px="md" ta="center">
      <Icon size={34} stroke={1.3} aria-hidden color="var(--mantine-color-petrol-5)" />
      <Text fw={600} mt={4}>
        {title}
      </Text>
      {text && (
        <Text size="sm" c="dimmed" maw={460}>
          {text}
        </Text>
      )}
      {action && <div style={{ marginTop: 10 }}>{action}</div>}
    </Stack>
  );
}
