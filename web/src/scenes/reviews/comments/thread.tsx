import { Button, Group, Text, Textarea } from '@mantine/core';
import { api, type ContentComment } from '@posthorn/contract';
import { IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../../api/use-api.ts';
import { Moment } from '../../../parts/moment.tsx';
import { sayProblem } from '../../../parts/notify.tsx';

interface ThreadProps {
  readonly comment: ContentComment;
  readonly kind: 'template' | 'block' | 'brand';
  readonly id: string;
  /** Whether replies are allowed. */
  readonly may: boolean;
  readonly show?: ((nodeId: string) => void) | undefined;
}

/** A comment with its replies. */
export function Thread({ comment, kind, id, may, show = showPassage }: ThreadProps) {
  const { t } = useTranslation();
  const [replying, setReplying] = useState(false);
  const [text, setText] = useState('');
  const add = useChange(api.comments.add, [api.comments.list]);
  const resolve = useChange(api.comments.resolve, [api.comments.list]);
  const done = comment.resolvedAt !== undefined;
  const reply = async () => {
    try {
      await add.mutateAsync({ params: { kind, id }, body: { text: text.trim(), replyTo: comment.id } });
      setText('');
      setReplying(false);
    } catch (error) {
      sayProblem(error);
    }
  };
  const { anchor } = comment;
  return (
    <li className="rv-thread" data-done={done || undefined}>
      {anchor && (
        <button type="button" className="rv-quote" onClick={() => show(anchor.nodeId)} title={t('reviews.comments.show')}>
          {anchor.quote ?? t('reviews.comments.passage')}
        </button>
      )}
      <Saying saying={comment} />
      {comment.replies.map((one) => (
        <div key={one.id} className="rv-reply">
          <Saying saying={one} />
        </div>
      ))}
      {done && (
        <Text size="xs" c="dimmed" mt={4}>
          <IconCheck size={13} aria-hidden style={{ verticalAlign: '-2px' }} />{' '}
          {t('reviews.comments.resolvedBy', { name: comment.resolvedBy ?? '–' })}
        </Text>
      )}
      {replying && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== '') void reply();
          }}
        >
          <Textarea
            size="sm"
            autosize
            autoFocus
            mt={6}
            label={t('reviews.comments.reply')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Group gap={6} mt={6}>
            <Button type="submit" size="compact-xs" disabled={text.trim() === ''} loading={add.isPending}>
              {t('reviews.comments.reply')}
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => setReplying(false)}>
              {t('actions.back')}
            </Button>
          </Group>
        </form>
      )}
      {may && !replying && (
        <Group gap={4} mt={2}>
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconArrowBackUp size={13} aria-hidden />}
            onClick={() => setReplying(true)}
          >
            {t('reviews.comments.reply')}
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconCheck size={13} aria-hidden />}
            loading={resolve.isPending}
            onClick={() => void resolve.mutateAsync({ params: { comment: comment.id }, body: { resolved: !done } }).catch(sayProblem)}
          >
            {t(done ? 'reviews.comments.reopen' : 'reviews.comments.resolve')}
          </Button>
        </Group>
      )}
    </li>
  );
}

function Saying({ saying }: { readonly saying: Pick<ContentComment, 'by' | 'at' | 'text'> }) {
  return (
    <>
      <Text size="xs" c="dimmed" component="div">
        <b>{saying.by}</b> · <Moment at={saying.at} />
      </Text>
      <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {saying.text}
      </Text>
    </>
  );
}

/** Brings the passage of a comment into sight, where it is shown. */
function showPassage(nodeId: string): void {
  const passage = document.querySelector<HTMLElement>(`.rv-passage[data-node="${CSS.escape(nodeId)}"]`);
  if (!passage) return;
  passage.tabIndex = -1;
  passage.focus({ preventScroll: true });
  passage.scrollIntoView({ block: 'center' });
}
