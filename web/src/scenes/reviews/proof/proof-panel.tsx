import { Alert, Badge, Button, Group, NumberInput, Progress, SegmentedControl, Stack, Text } from '@mantine/core';
import { api, type Proof, type Review } from '@posthorn/contract';
import { IconChecks, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiPages, useChange } from '../../../api/use-api.ts';
import { useMay } from '../../../app/session.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { useAsk } from '../../../parts/confirm.tsx';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { Figure } from '../../../parts/facts.tsx';
import { Moment } from '../../../parts/moment.tsx';
import { say, sayProblem } from '../../../parts/notify.tsx';
import { ProblemNote } from '../../../parts/problem-note.tsx';
import { More } from '../../../parts/rows.tsx';
import type { Looked } from '../pictures/pictures.tsx';
import { ProofEntry } from './proof-entry.tsx';

interface ProofPanelProps {
  readonly review: Review;
  readonly proof: Proof | undefined;
  /** Shows a record in the pictures. */
  readonly look: (looked: Pick<Looked, 'record' | 'format' | 'language'>) => void;
}

const choices = ['all', 'different', 'undecided', 'refused'] as const;

/** All records composed with the version before and the new one: what is different, and whether it is meant to be. */
export function ProofPanel({ review, proof, look }: ProofPanelProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      {proof ? (
        <ProofHead proof={proof} />
      ) : (
        <EmptyState icon={IconChecks} title={t('reviews.proof.none')} text={t('reviews.proof.noneText')} />
      )}
      {review.state === 'open' && <StartProof review={review} proof={proof} />}
      {proof && <Entries key={proof.id} review={review} proof={proof} look={look} />}
    </Stack>
  );
}

function ProofHead({ proof }: { readonly proof: Proof }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { total, done, different, failing, expected, refused } = proof;
  return (
    <div className="inset">
      <Group gap="xl" align="flex-start">
        <Figure label={t('reviews.proof.records')} value={format.number(total)} />
        <Figure label={t('reviews.proof.same')} value={format.number(done - different - failing)} />
        <Figure label={t('reviews.proof.different')} value={format.number(different)} />
        <Figure label={t('reviews.proof.failing')} value={format.number(failing)} />
        <Figure label={t('reviews.proof.expected')} value={format.number(expected)} />
        <Figure label={t('reviews.proof.refused')} value={format.number(refused)} />
      </Group>
      {proof.state === 'running' && (
        <div role="status">
          <Progress value={total === 0 ? 100 : (100 * done) / total} mt="sm" aria-label={t('reviews.proof.progress')} />
          <Text size="xs" c="dimmed" mt={4} className="numbers">
            {t('reviews.proof.running', { done: format.number(done), total: format.number(total) })}
            {proof.rate !== undefined && ` · ${t('reviews.proof.rate', { rate: format.number(proof.rate, 1) })}`}
            {proof.secondsLeft !== undefined && ` · ${t('reviews.proof.left', { time: format.duration(proof.secondsLeft) })}`}
          </Text>
        </div>
      )}
      {proof.problem && (
        <Alert color="red.9" variant="light" mt="sm" className="rv-why">
          {proof.problem}
        </Alert>
      )}
      <Text size="xs" c="dimmed" mt="xs" component="div">
        {proof.before ? t('reviews.proof.against', { version: proof.before.version }) : t('reviews.proof.first')} · {proof.startedBy} ·{' '}
        <Moment at={proof.startedAt} />
      </Text>
    </div>
  );
}

/** A new proof, with as many of the newest real records as are wanted. */
function StartProof({ review, proof }: Pick<ProofPanelProps, 'review' | 'proof'>) {
  const { t } = useTranslation();
  const mayRecords = useMay('content:sample-records');
  const may = useMay('content:comment');
  const [count, setCount] = useState<number | string>(proof?.realRecords || 20);
  const start = useChange(api.proofs.start, [api.proofs.latest, api.proofs.items]);
  if (!may || !mayRecords) return null;
  const begin = async () => {
    try {
      await start.mutateAsync({ params: { id: review.versionId }, body: { realRecords: Number(count) || 0 } });
      say(t('reviews.proof.started'));
    } catch (error) {
      sayProblem(error);
    }
  };
  return (
    <Group gap="xs" align="flex-end">
      <NumberInput label={t('reviews.proof.realRecords')} size="xs" w={280} min={0} max={2000} value={count} onChange={setCount} />
      <Button
        size="xs"
        variant="default"
        leftSection={<IconRefresh size={14} aria-hidden />}
        disabled={proof?.state === 'running'}
        loading={start.isPending}
        onClick={() => void begin()}
      >
        {t('reviews.proof.again')}
      </Button>
    </Group>
  );
}

function Entries({ review, proof, look }: ProofPanelProps & { readonly proof: Proof }) {
  const { t } = useTranslation();
  const ask = useAsk();
  const may = useMay('content:comment') && review.state === 'open' && review.mayNotBecause !== 'own-change';
  const [only, setOnly] = useState<(typeof choices)[number]>(proof.different + proof.failing > 0 ? 'different' : 'all');
  const query = only === 'all' ? {} : { only };
  const answer = useApiPages(api.proofs.items, { params: { id: proof.id }, query, ...doneKey(proof) });
  const judge = useChange(api.proofs.judge, [api.proofs.latest, api.proofs.items]);
  const undecided = proof.different + proof.failing - proof.expected - proof.refused;
  const judgeAfterAsking = async (verdict: 'expected' | 'refused', positions?: number[]) => {
    const reason = await ask({
      title: t(`reviews.proof.${verdict}Title`, { count: positions?.length ?? undecided }),
      text: t(`reviews.proof.${verdict}Text`),
      deed: t(`reviews.proof.${verdict}Deed`),
      note: t('editor.review.note'),
      dangerous: verdict === 'refused',
    });
    if (reason === undefined) return;
    const body = { verdict, reason, ...(positions ? { positions } : {}) };
    await judge.mutateAsync({ params: { id: proof.id }, body }).catch(sayProblem);
  };
  return (
    <section aria-label={t('reviews.proof.entries')}>
      <Group justify="space-between" mb="xs" gap="xs">
        <SegmentedControl
          size="xs"
          aria-label={t('reviews.proof.which')}
          value={only}
          onChange={(value) => setOnly(value as typeof only)}
          data={choices.map((value) => ({ value, label: t(`reviews.proof.only.${value}`) }))}
        />
        {may && undecided > 0 && proof.state === 'done' && (
          <Button size="xs" leftSection={<IconChecks size={14} aria-hidden />} onClick={() => void judgeAfterAsking('expected')}>
            {t('reviews.proof.allExpected', { count: undecided })}
          </Button>
        )}
      </Group>
      {answer.error && <ProblemNote error={answer.error} retry={() => void answer.refetch()} />}
      {answer.isSuccess && answer.rows.length === 0 && (
        <Badge variant="light" color="teal" size="lg" tt="none" className="rv-kind">
          {t('reviews.proof.noSuch')}
        </Badge>
      )}
      <ol className="rv-proofs">
        {answer.rows.map((item) => (
          <ProofEntry
            key={item.position}
            item={item}
            look={look}
            judge={
              may && item.state !== 'same' && item.state !== 'pending'
                ? (verdict) => void judgeAfterAsking(verdict, [item.position])
                : undefined
            }
          />
        ))}
      </ol>
      <More answer={answer} />
    </section>
  );
}

/** The list is asked again whenever the proof went on: what is not sent makes another key. */
const doneKey = ({ done, expected, refused }: Proof): object => ({ headers: { 'x-seen': `${done} ${expected} ${refused}` } });
