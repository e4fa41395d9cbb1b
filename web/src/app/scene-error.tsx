import { Center, Container, Stack, Text, Title } from '@mantine/core';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { TextLink } from '../parts/links.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';

/** Shown in place of a scene that broke. The rest of the workplace goes on. */
export function SceneError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Container size="sm" py="xl">
      <ProblemNote error={error} retry={retry} />
    </Container>
  );
}

/** Nothing lives at this address. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <Center mih="50vh" component="main">
      <Stack align="center" gap="xs">
        <Title order={1}>{t('notFound.title')}</Title>
        <Text c="dimmed">{t('notFound.text')}</Text>
        <TextLink to="/">{t('notFound.home')}</TextLink>
      </Stack>
    </Center>
  );
}
