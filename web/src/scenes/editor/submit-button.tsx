import { Button, Tooltip } from '@mantine/core';
import { api } from '@posthorn/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/api-error.ts';
import { call } from '../../api/call.ts';
import { keyOf } from '../../api/use-api.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { say, sayProblem } from '../../parts/notify.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { type Submission, SubmitDialog } from '../reviews/decide/submit-dialog.tsx';
import type { Saving } from './use-saving.ts';

interface SubmitButtonProps {
  readonly kind: 'template' | 'block';
  readonly id: string;
  readonly saving: Saving;
  readonly errors: number;
  /** Brings everything to the server that decides about submitting. */
  readonly ready: () => Promise<void>;
}

/** Hands the draft to those who release it. What has errors cannot go out, so it is not handed over either. */
export function SubmitButton({ kind, id, saving, errors, ready }: SubmitButtonProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ApiError>();
  const [asking, setAsking] = useState(false);
  const submit = async (submission: Submission | undefined) => {
    setAsking(false);
    if (submission === undefined) return;
    setBusy(true);
    try {
      // What is submitted is what is on the screen.
      if (!(await saving.saver.flush())) return;
      await ready();
      await call(api.reviews.submit, { params: { kind, id }, body: submission });
      await Promise.all(
        [api.content.template, api.content.templates, api.blocks.get].map((endpoint) =>
          queries.invalidateQueries({ queryKey: keyOf(endpoint) }),
        ),
      );
      say(t('editor.submit.done'));
      await (kind === 'template'
        ? navigate({ to: '/templates/$templateId', params: { templateId: id } })
        : navigate({ to: '/blocks/$blockId', params: { blockId: id } }));
    } catch (error) {
      // What is wrong at several places is more than a note in passing can say.
      if (error instanceof ApiError && error.problem?.errors) setRefused(error);
      else sayProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Tooltip label={t('editor.submit.errors', { count: errors })} disabled={errors === 0}>
        <Button size="compact-md" loading={busy} disabled={errors > 0 || saving.holder !== undefined} onClick={() => setAsking(true)}>
          {t('editor.submit.deed')}
        </Button>
      </Tooltip>
      {asking && <SubmitDialog kind={kind} answer={(submission) => void submit(submission)} />}
      <Dialog
        opened={refused !== undefined}
        onClose={() => setRefused(undefined)}
        title={t(refused?.problem.code === 'content.suggestions-open' ? 'editor.suggestions.open' : 'duties.refused')}
        size="lg"
      >
        {refused && <ProblemNote error={refused} />}
      </Dialog>
    </>
  );
}
