import { Box, Group, Text, Title } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import type { LinkProps } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { TextLink } from './links.tsx';

interface PageProps {
  readonly title: string;
  /** Beside the title: a state, a count. */
  readonly aside?: ReactNode;
  readonly lead?: ReactNode;
  /** What one can do here, at the right. */
  readonly actions?: ReactNode;
  /** The way up. */
  readonly up?: { readonly to: LinkProps['to']; readonly label: string };
  readonly children: ReactNode;
}

let first = true;

/** The frame of a scene: sets the document's title and, after navigation, brings focus to the heading for those who listen. */
export function Page({ title, aside, lead, actions, up, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Posthorn`;
  }, [title]);
  useEffect(() => {
    const typing = document.activeElement instanceof HTMLInputElement;
    if (!first && !typing) heading.current?.focus({ preventScroll: true });
    first = false;
  }, []);
  return (
    <Box maw={1320} mx="auto">
      {up && (
        <TextLink to={up.to} size="sm" c="dimmed" style={{ display: 'inline-flex', alignItems: 'center' }} mb={2}>
          <IconChevronLeft size={15} aria-hidden />
          {up.label}
        </TextLink>
      )}
      <Group justify="space-between" align="flex-start" mb="md" gap="xs" mih={36}>
        <div style={{ flex: '1 1 20rem', minWidth: 0 }}>
          <Group gap="sm">
            <Title order={1} ref={heading} tabIndex={-1}>
              {title}
            </Title>
            {aside}
          </Group>
          {lead && (
            <Text size="sm" c="dimmed" mt={2} component="div">
              {lead}
            </Text>
          )}
        </div>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Box>
  );
}
