import { Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { api, type VoiceFinding, type VoiceVerdict } from '@posthorn/contract';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiPages } from '../../../api/use-api.ts';
import { nameIn } from '../../../i18n/name-in.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { Figure } from '../../../parts/facts.tsx';
import { Outline } from '../../../parts/loaded.tsx';
import { ProblemNote } from '../../../parts/problem-note.tsx';
import { sumUp } from './sum-up.ts';
import type { Voice } from './voice.ts';

/** Milliseconds without a change until templates are read again. */
const pause = 600;
const readAtOnce = 50;
/** So many are read by themselves; the others of a large house when somebody asks for them. */
const readUnasked = 1_000;
const shownAtOnce = 8;

interface FoundNowProps {
  /** Of the brand. */
  readonly id: string;
  readonly language: string;
  readonly voice: Voice | undefined;
}

/** What the brand would find in its released templates if it spoke so: how many, and those where the most is to be done. */
export function FoundNow({ id, language, voice = {} }: FoundNowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [tried] = useDebouncedValue(JSON.stringify(voice), pause);
  const [most, setMost] = useState(shownAtOnce);
  const answer = useApiPages(
    api.brands.tryVoice,
    { params: { id }, body: { language, voice: JSON.parse(tried) as Record<string, never> } },
    readAtOnce,
  );
  const { rows, hasNextPage, isFetching, isError, fetchNextPage } = answer;
  const goesOn = hasNextPage && !isFetching && !isError && rows.length < readUnasked;
  useEffect(() => {
    if (goesOn) void fetchNextPage();
  }, [goesOn, fetchNextPage]);
  const sum = sumUp(rows);
  const reading = isFetching || tried !== JSON.stringify(voice);
  return (
    <Card component="aside" padding="md" aria-label={t('brands.voice.now.title')} aria-busy={reading} className="bd-found">
      <Title order={2}>{t('brands.voice.now.title')}</Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('brands.voice.now.text')}
      </Text>
      {isError && <ProblemNote error={answer.error} />}
      {answer.isPending && <Outline height={180} />}
      {answer.isSuccess && (
        <>
          <Group gap="sm" mb="sm" role="status" justify="space-between" align="flex-start">
            <Figure label={t('brands.voice.now.read')} value={format.number(sum.read)} />
            <Figure label={t('brands.voice.now.concerned')} value={format.number(sum.concerned)} />
            <Figure label={t('brands.voice.now.places')} value={format.number(sum.places)} />
            <Figure label={t('brands.voice.now.harder')} value={format.number(sum.harder)} />
          </Group>
          {sum.worst.length === 0 && <Text size="sm">{t(sum.read === 0 ? 'brands.voice.now.none' : 'brands.voice.now.clean')}</Text>}
          <Stack gap="xs" component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
            {sum.worst.slice(0, most).map((verdict) => (
              <Verdict key={verdict.templateId} of={verdict} language={language} />
            ))}
          </Stack>
          <Group gap={8} mt="xs">
            {sum.worst.length > most && (
              <Button size="compact-sm" variant="default" onClick={() => setMost(most + shownAtOnce)}>
                {t('brands.voice.more', { count: sum.worst.length - most })}
              </Button>
            )}
            {hasNextPage && !goesOn && !isFetching && (
              <Button size="compact-sm" variant="default" onClick={() => void fetchNextPage()}>
                {t('brands.voice.now.readOn')}
              </Button>
            )}
          </Group>
        </>
      )}
    </Card>
  );
}

const findingsShown = 5;

function Verdict({
  of: { templateId, name, difficulty, target, findings, total },
  language,
}: {
  readonly of: VoiceVerdict;
  readonly language: string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const rounded = (value: number) => format.number(Math.round(value * 10) / 10);
  const [all, setAll] = useState(false);
  const shown = all ? findings : findings.slice(0, findingsShown);
  const told = shown.reduce((sum, { count }) => sum + count, 0);
  return (
    <li className="inset">
      <Group justify="space-between" gap={8} wrap="nowrap" align="flex-start">
        <Link to="/templates/$templateId" params={{ templateId }} className="fact-link">
          <Text size="sm" fw={600} component="span">
            {nameIn(name, format.of)}
          </Text>
        </Link>
        {difficulty !== undefined && (
          <Badge
            variant={difficulty > target ? 'filled' : 'default'}
            color="brass.3"
            c={difficulty > target ? '#1d2a2f' : undefined}
            tt="none"
            fw={500}
            style={{ flex: 'none' }}
          >
            {t(difficulty > target ? 'brands.voice.now.above' : 'brands.voice.now.within', {
              value: rounded(difficulty),
              target: rounded(target),
            })}
          </Badge>
        )}
      </Group>
      <ul className="bd-findings">
        {shown.map((finding) => (
          <Finding key={`${finding.rule} ${finding.found} ${finding.block}`} of={finding} language={language} />
        ))}
      </ul>
      {total > told && (
        <Group gap={8}>
          <Text size="xs" c="dimmed">
            {t('brands.voice.now.others', { count: total - told })}
          </Text>
          {shown.length < findings.length && (
            <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
              {t('actions.more')}
            </Button>
          )}
        </Group>
      )}
    </li>
  );
}

function Finding({ of: { rule, found, better, count, block }, language }: { readonly of: VoiceFinding; readonly language: string }) {
  const { t } = useTranslation();
  const instead = better === undefined ? '' : ` → ${better}`;
  return (
    <li>
      {rule === 'long-sentence' && (
        <Text size="xs" c="dimmed" component="span">
          {t('brands.voice.now.long')}{' '}
        </Text>
      )}
      <Text size="sm" component="span" lang={language}>
        {`${found}${instead}`}
      </Text>{' '}
      <Text size="xs" c="dimmed" component="span">
        {count > 1 && `${t('brands.voice.now.times', { count })} `}
        {block !== undefined && (
          <>
            {t('brands.voice.now.inBlock')}{' '}
            <Link to="/blocks/$blockId" params={{ blockId: block }} className="fact-link">
              {block}
            </Link>
          </>
        )}
      </Text>
    </li>
  );
}
