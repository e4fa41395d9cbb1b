import { Button, Card, Group, Switch, Text, Textarea, Title } from '@mantine/core';
import { api, type ContentComment, type NodeChange } from '@posthorn/contract';
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi, useChange } from '../../../api/use-api.ts';
import { useMay } from '../../../app/session.ts';
import { Loaded } from '../../../parts/loaded.tsx';
import { sayProblem } from '../../../parts/notify.tsx';
import { Thread } from './thread.tsx';

export interface Passage {
  readonly nodeId: string;
  readonly quote: string;
  readonly language?: string;
  /** The suggestion that it is about. */
  readonly suggestion?: string;
}

/** What somebody is about to comment on. */
export const passageOf = ({ nodeId }: NodeChange, quote: string): Passage => ({ nodeId, quote });

interface CommentsCardProps {
  readonly kind: 'template' | 'block' | 'brand';
  readonly id: string;
  /** The passage that was chosen in the text; the whole if absent. */
  readonly passage: Passage | undefined;
  readonly choose: (passage: Passage | undefined) => void;
  /** Brings a passage into sight; if absent, where it is listed among the changes. */
  readonly show?: (nodeId: string) => void;
}

/** Comments with their replies, those on passages with the words that they are about. */
export function CommentsCard({ kind, id, passage, choose, show }: CommentsCardProps) {
  const { t } = useTranslation();
  const may = useMay('content:comment');
  const [resolved, setResolved] = useState(false);
  const answer = useApi(api.comments.list, { params: { kind, id } }, { refetchInterval: 15_000 });
  return (
    <Card component="section" aria-label={t('reviews.comments.title')}>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('reviews.comments.title')}</Title>
        <Switch
          size="xs"
          label={t('reviews.comments.resolvedToo')}
          checked={resolved}
          onChange={(event) => setResolved(event.currentTarget.checked)}
        />
      </Group>
      <Loaded answer={answer} height={80}>
        {({ rows }) => {
          const shown = rows.filter((comment) => resolved || comment.resolvedAt === undefined);
          if (shown.length === 0)
            return (
              <Text size="sm" c="dimmed" mb="sm">
                {t('reviews.comments.none')}
              </Text>
            );
          return (
            <ol className="rv-threads">
              {shown.map((comment) => (
                <Thread key={comment.id} comment={comment} kind={kind} id={id} may={may} show={show} />
              ))}
            </ol>
          );
        }}
      </Loaded>
      {may && <NewComment kind={kind} id={id} passage={passage} choose={choose} />}
    </Card>
  );
}

function NewComment({ kind, id, passage, choose }: CommentsCardProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const add = useChange(api.comments.add, [api.comments.list]);
  useEffect(() => {
    if (passage) field.current?.focus();
  }, [passage]);
  const send = async () => {
    const anchor = passage && {
      nodeId: passage.nodeId,
      ...(passage.quote ? { quote: passage.quote } : {}),
      ...(passage.suggestion ? { suggestion: passage.suggestion } : {}),
    };
    try {
      await add.mutateAsync({ params: { kind, id }, body: { text: text.trim(), ...(anchor ? { anchor } : {}) } });
      setText('');
      choose(undefined);
    } catch (error) {
      sayProblem(error);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== '') void send();
      }}
    >
      {passage && (
        <Group gap={4} wrap="nowrap" align="flex-start" mb={4}>
          <blockquote className="rv-quote">{passage.quote || t('reviews.comments.passage')}</blockquote>
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            aria-label={t('reviews.comments.notPassage')}
            onClick={() => choose(undefined)}
          >
            <IconX size={14} aria-hidden />
          </Button>
        </Group>
      )}
      <Textarea
        ref={field}
        size="sm"
        autosize
        minRows={2}
        label={t(passage ? 'reviews.comments.newOnPassage' : 'reviews.comments.new')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && text.trim() !== '') void send();
        }}
      />
      <Button type="submit" size="compact-sm" mt={6} disabled={text.trim() === ''} loading={add.isPending}>
        {t('reviews.comments.add')}
      </Button>
    </form>
  );
}

/** How many open comments each passage has. */
export function openByNode(comments: readonly ContentComment[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { anchor, resolvedAt } of comments)
    if (anchor && resolvedAt === undefined) counts.set(anchor.nodeId, (counts.get(anchor.nodeId) ?? 0) + 1);
  return counts;
}
