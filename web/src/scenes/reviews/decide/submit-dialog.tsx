import { Group, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { api, BodyOf } from '@posthorn/contract';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../parts/dialog.tsx';
import { FormButtons } from '../../../parts/form-buttons.tsx';

/** What a draft is submitted with. */
export type Submission = BodyOf<typeof api.reviews.submit>;

interface SubmitDialogProps {
  readonly kind: 'template' | 'block' | 'brand';
  /** Nothing when the person thought better of it. */
  readonly answer: (submission: Submission | undefined) => void;
}

/** Asks what was changed and why, until when a decision is wanted, and of a block when it is the wording. */
export function SubmitDialog({ kind, answer }: SubmitDialogProps) {
  const { t } = useTranslation();
  const [comment, setComment] = useState('');
  const [days, setDays] = useState({ due: '', validFrom: '', validUntil: '' });
  const missing = comment.trim() === '';
  const day = (name: keyof typeof days, label: string, description?: string) => (
    <TextInput
      type="date"
      label={label}
      description={description}
      value={days[name]}
      onChange={(event) => setDays({ ...days, [name]: event.currentTarget.value })}
    />
  );
  const send = (event: FormEvent) => {
    event.preventDefault();
    const given = Object.fromEntries(Object.entries(days).filter(([, value]) => value !== ''));
    if (!missing) answer({ comment: comment.trim(), ...given });
  };
  return (
    <Dialog opened onClose={() => answer(undefined)} title={t('editor.submit.title')}>
      <form onSubmit={send}>
        <Stack gap="sm">
          <Text size="sm">{t('editor.submit.text')}</Text>
          <Textarea
            label={t('editor.submit.note')}
            required
            autosize
            minRows={2}
            data-autofocus
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          {day('due', t('reviews.submit.due'), t('reviews.submit.dueHint'))}
          {kind === 'block' && (
            <Group grow>
              {day('validFrom', t('reviews.submit.validFrom'))}
              {day('validUntil', t('reviews.submit.validUntil'))}
            </Group>
          )}
        </Stack>
        <FormButtons back={() => answer(undefined)} deed={t('editor.submit.deed')} disabled={missing} mt="lg" />
      </form>
    </Dialog>
  );
}
