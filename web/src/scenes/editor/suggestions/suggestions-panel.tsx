import { Badge, Button, Card, Group, SegmentedControl, Text, Title } from '@mantine/core';
import { api } from '@posthorn/contract';
import { IconCheck, IconMessage2Plus, IconSparkles, IconX } from '@tabler/icons-react';
import type { Editor } from '@tiptap/core';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../api/use-api.ts';
import { useMay, useSession } from '../../../app/session.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { Moment } from '../../../parts/moment.tsx';
import type { Passage } from '../../reviews/comments/comments-card.tsx';
import { authorLook } from '../model/nodes.ts';
import type { ContentKind } from '../use-draft.ts';
import { useEditorState } from '../use-editor-state.ts';
import type { Saving } from '../use-saving.ts';
import { languageOf, type Suggestion } from './changes.ts';
import { selectionOf, suggestionAt } from './decide.ts';
import { suggestionsIn } from './groups.ts';
import { inWords, type Piece, quoteOf } from './in-words.ts';
import { plainnessOf } from './plainness.ts';
import { decide } from './plugin.ts';
import type { AsIfAccepted } from './use-as-if-accepted.ts';
import type { Suggestions } from './use-suggestions.ts';

interface PanelProps {
  readonly kind: ContentKind;
  readonly id: string;
  readonly editor: Editor;
  readonly saving: Saving;
  readonly suggestions: Suggestions;
  readonly asIfAccepted: AsIfAccepted;
  readonly comment: (passage: Passage) => void;
}

/** All that is suggested: who, when, what for what; decided one by one or all at once. */
export function SuggestionsPanel({ kind, id, editor, saving, suggestions, asIfAccepted, comment }: PanelProps) {
  const { t } = useTranslation();
  const me = useSession().user.id;
  const mayWrite = useMay('content:write') && saving.mine && saving.closed === undefined;
  const { all, aside } = suggestions;
  const comments = useApi(api.comments.list, { params: { kind, id } }).data?.rows ?? [];
  const chosen = useEditorState(editor, ({ doc, selection }) => suggestionAt(doc, selection.from, selection.to)?.suggestion.id);
  const run = (decision: 'accepted' | 'rejected', ids: readonly string[]) => decide(decision, ids)(editor.state, editor.view.dispatch);
  const ready = all.filter(({ id }) => !aside.has(id)).map(({ id }) => id);
  return (
    <Card component="section" aria-label={t('editor.suggestions.title')}>
      <Group justify="space-between" mb="xs" gap="xs">
        <Title order={2}>{t('editor.suggestions.title')}</Title>
        {ready.length > 0 && (
          <SegmentedControl
            size="xs"
            aria-label={t('editor.suggestions.preview')}
            value={asIfAccepted.on ? 'accepted' : 'asIs'}
            onChange={(value) => asIfAccepted.set(value === 'accepted')}
            data={[
              { value: 'asIs', label: t('editor.suggestions.asIs') },
              { value: 'accepted', label: t('editor.suggestions.asAccepted') },
            ]}
          />
        )}
      </Group>
      {suggestions.state !== 'saved' && (
        <Text size="xs" c="dimmed" role="status" mb={4}>
          {t(`editor.suggestions.sync.${suggestions.state}`)}
        </Text>
      )}
      {all.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('editor.suggestions.none')}
        </Text>
      )}
      <ol className="ed-suggestions">
        {all.map((one) => (
          <Entry
            key={one.id}
            {...{ one, editor, comment }}
            chosen={one.id === chosen}
            aside={aside.has(one.id)}
            mayDecide={mayWrite}
            mine={one.byId === me}
            said={comments.filter(({ anchor }) => anchor?.suggestion === one.id).length}
            run={(decision) => run(decision, [one.id])}
          />
        ))}
      </ol>
      {mayWrite && all.length > 1 && (
        <Group gap={6} mt="xs">
          <Button size="compact-sm" variant="default" disabled={ready.length === 0} onClick={() => run('accepted', ready)}>
            {t('editor.suggestions.acceptAll')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() =>
              run(
                'rejected',
                all.map(({ id }) => id),
              )
            }
          >
            {t('editor.suggestions.rejectAll')}
          </Button>
        </Group>
      )}
      {!mayWrite && all.length > 0 && (
        <Text size="xs" c="dimmed" mt="xs">
          {t('editor.suggestions.writerDecides')}
        </Text>
      )}
    </Card>
  );
}

interface EntryProps extends Pick<PanelProps, 'editor' | 'comment'> {
  readonly one: Suggestion;
  readonly chosen: boolean;
  /** Not in the text that is shown. */
  readonly aside: boolean;
  readonly mayDecide: boolean;
  readonly mine: boolean;
  /** How many comments are about it. */
  readonly said: number;
  readonly run: (decision: 'accepted' | 'rejected') => void;
}

function Entry({ one, editor, comment, chosen, aside, mayDecide, mine, said, run }: EntryProps) {
  const { t } = useTranslation();
  const show = () => {
    const { doc } = editor.state;
    const range = suggestionsIn(doc).find(({ suggestion }) => suggestion.id === one.id)?.ranges[0];
    if (range === undefined) return;
    const $from = doc.resolve(range.from);
    // Nothing else is opened: one reads on in this list.
    editor.view.dispatch(editor.state.tr.setSelection(selectionOf(doc, range)));
    editor.view.focus();
    const shown = editor.view.nodeDOM($from.parent.isTextblock ? $from.before() : range.from);
    (shown as HTMLElement | null)?.scrollIntoView?.({ block: 'center' });
  };
  return (
    <li className="ed-suggestion" data-author={authorLook(one.byId)} data-chosen={chosen || undefined}>
      <button type="button" className="ed-suggestion-words" onClick={show} disabled={aside} title={t('editor.suggestions.show')}>
        {inWords(one, t).map(({ kind, text }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have nothing else that tells them apart
          <PieceText key={i} kind={kind} text={text} />
        ))}
      </button>
      <Text size="xs" c="dimmed" component="div">
        <b>{one.by}</b> · <Moment at={one.at} />
        {one.changedBy !== undefined && ` · ${t('editor.suggestions.changedBy', { name: one.changedBy })}`}
      </Text>
      <Notes one={one} aside={aside} shown={editor.state.doc.attrs.language as string} said={said} />
      <Group gap={4} mt={2}>
        {mayDecide && (
          <Button
            size="compact-xs"
            variant="light"
            disabled={aside}
            leftSection={<IconCheck size={13} aria-hidden />}
            onClick={() => run('accepted')}
          >
            {t('editor.suggestions.accept')}
          </Button>
        )}
        {(mayDecide || mine) && (
          <Button size="compact-xs" variant="subtle" leftSection={<IconX size={13} aria-hidden />} onClick={() => run('rejected')}>
            {t(mayDecide && !mine ? 'editor.suggestions.reject' : 'editor.suggestions.withdraw')}
          </Button>
        )}
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconMessage2Plus size={13} aria-hidden />}
          onClick={() =>
            comment({
              nodeId: one.changes[0]?.place.nodeId ?? '',
              quote: quoteOf(one, t),
              language: languageOf(one),
              suggestion: one.id,
            })
          }
        >
          {t('editor.suggestions.comment')}
        </Button>
      </Group>
    </li>
  );
}

function PieceText({ kind, text }: Piece) {
  if (kind === 'gone') return <del>{text}</del>;
  return kind === 'come' ? <ins>{text}</ins> : <b>{text}</b>;
}

/** What else is to be known: where it came from, why it is not in the text, what was said about it. */
function Notes({
  one,
  aside,
  shown,
  said,
}: {
  readonly one: Suggestion;
  readonly aside: boolean;
  readonly shown: string;
  readonly said: number;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const language = languageOf(one);
  const plain = one.assistant === undefined ? undefined : plainnessOf(one);
  const rounded = (value: number) => format.number(Math.round(value * 10) / 10);
  const why =
    language === shown ? t('editor.suggestions.lostPlace') : t('editor.suggestions.otherLanguage', { language: format.language(language) });
  return (
    <Group gap={6}>
      {one.assistant !== undefined && (
        <Badge size="xs" variant="default" leftSection={<IconSparkles size={11} aria-hidden />}>
          {t('editor.suggestions.byAssistant', { model: one.assistant.model })}
        </Badge>
      )}
      {plain !== undefined && (
        <Text size="xs" c="dimmed">
          {t('editor.suggestions.plainness', { before: rounded(plain.before), after: rounded(plain.after) })}
        </Text>
      )}
      {aside && (
        <Text size="xs" c="var(--posthorn-accent)">
          {why}
        </Text>
      )}
      {said > 0 && (
        <Text size="xs" c="dimmed">
          {t('editor.suggestions.comments', { count: said })}
        </Text>
      )}
    </Group>
  );
}
