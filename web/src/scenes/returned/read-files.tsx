import { Card, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../parts/problem-note.tsx';
import type { Read, Reading } from './use-reading.ts';
import { WhoseLetter } from './whose-letter.tsx';

/** How far the reading is, what was read in each file, and the pictures in which a person must look. */
export function ReadFiles({ reading }: { readonly reading: Reading }) {
  const { t } = useTranslation();
  const { files } = reading;
  if (files.length === 0) return null;
  const done = files.filter((one) => one.state !== 'waiting').length;
  const unread = files.filter((one) => one.state === 'unread');
  return (
    <Card component="section" aria-labelledby="read-files">
      <Title order={2} id="read-files" mb="xs">
        {t('returned.read')}
      </Title>
      <Text size="sm" role="status" mb={6}>
        {t('returned.progress', { done, total: files.length })}
        {unread.length > 0 && ` ${t('returned.toLookAt', { count: unread.length })}`}
      </Text>
      <Progress value={(100 * done) / files.length} aria-label={t('returned.progressLabel')} animated={done < files.length} mb="md" />
      <Stack gap="md">
        {unread.map((one) => (
          <WhoseLetter key={one.id} picture={one} reading={reading} />
        ))}
        {files
          .filter((one) => one.state === 'read' || one.state === 'failed')
          .map((one) => (
            <FileRead key={one.id} read={one} />
          ))}
      </Stack>
    </Card>
  );
}

function FileRead({ read }: { readonly read: Read }) {
  const { t } = useTranslation();
  return (
    <div>
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        {read.name}
      </Text>
      {read.problem !== undefined && <ProblemNote error={read.problem} />}
      {read.rows.map(({ number, state, letter }) => (
        <Group key={number} gap={8}>
          <Text size="sm" component="span">
            {letter === undefined ? (
              <span className="hash">{number}</span>
            ) : (
              <Link to="/communications/$communicationId" params={{ communicationId: letter.communicationId }} className="fact-link">
                {letter.customerName}, {letter.reference}
              </Link>
            )}
          </Text>
          <Text size="sm" c="dimmed" component="span">
            {t(`returned.states.${state}`)}
            {letter && ` · ${t(`returned.reasons.${letter.reason}`)}`}
          </Text>
        </Group>
      ))}
    </div>
  );
}
