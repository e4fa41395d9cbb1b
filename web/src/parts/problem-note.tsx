import { Alert, Button, Code, List, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/api-error.ts';
import { problemInWords } from '../i18n/in-words.ts';

/** What went wrong, why, and what to do: an RFC 9457 problem, or any other error, said to a person. */
export function ProblemNote({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const { t } = useTranslation();
  const problem = error instanceof ApiError ? error.problem : undefined;
  const lost = problem?.status === 0;
  const said = problem && problemInWords(problem);
  const title = lost ? t('problem.unreachable') : (said?.title ?? t('problem.unexpected'));
  const hint = lost ? t('problem.unreachableHint') : said?.hint;
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={title}
      c="var(--mantine-color-text)"
    >
      <Text size="sm">{said?.detail ?? (error instanceof Error ? error.message : String(error))}</Text>
      {said?.asSaid && (
        <Text size="sm" lang="en" mt={4}>
          {said.asSaid}
        </Text>
      )}
      {problem?.errors && (
        <List size="sm" mt={4}>
          {problem.errors.map(({ field, message }) => (
            <List.Item key={field + message}>
              <Code>{field}</Code> {message !== problem.detail && message}
            </List.Item>
          ))}
        </List>
      )}
      {hint && (
        <Text size="sm" mt={4} fw={550}>
          {hint}
        </Text>
      )}
      {problem && !lost && (
        <Text size="xs" c="dimmed" mt={4}>
          {problem.code}
        </Text>
      )}
      {retry && (
        <Button size="xs" variant="default" mt="xs" onClick={retry}>
          {t('actions.retry')}
        </Button>
      )}
    </Alert>
  );
}
