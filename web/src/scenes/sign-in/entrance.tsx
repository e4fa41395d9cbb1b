import { Box, Card, Group, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { AppearanceSwitch } from '../../app/appearance-switch.tsx';
import { LanguageSwitch } from '../../app/language-switch.tsx';

interface EntranceProps {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}

/** The frame of what one sees before one is inside: the horn, one card, language and appearance. */
export function Entrance({ title, lead, children }: EntranceProps) {
  useEffect(() => {
    document.title = `${title} · Posthorn`;
  }, [title]);
  return (
    <Box component="main" mih="100dvh" p="md" style={{ display: 'grid', placeItems: 'center' }}>
      <Box w="100%" maw={392}>
        <Group justify="space-between" mb="md">
          <Group gap={10}>
            <img src="/posthorn.svg" alt="" width={36} height={36} />
            <Text fw={680} fz={20} style={{ letterSpacing: '-0.01em' }}>
              Posthorn
            </Text>
          </Group>
          <Group gap={4}>
            <LanguageSwitch />
            <AppearanceSwitch />
          </Group>
        </Group>
        <Card padding="xl">
          <Title order={1} fz="1.3rem">
            {title}
          </Title>
          {lead && (
            <Text size="sm" c="dimmed" mt={4}>
              {lead}
            </Text>
          )}
          <Box mt="lg">{children}</Box>
        </Card>
      </Box>
    </Box>
  );
}
