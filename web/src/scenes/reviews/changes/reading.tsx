import { ActionIcon, Badge, Group, SegmentedControl, Switch, Text, Tooltip } from '@mantine/core';
import type { Comparison, NodeChange } from '@posthorn/contract';
import { IconFileDiff, IconMessagePlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { isSame, Pieces } from './pieces.tsx';
import { isCondition, ruleInWords, ruleName } from './rule-words.tsx';

interface ReadingProps {
  readonly comparison: Comparison;
  readonly names: readonly [before: string, after: string];
  /** There is no version before the first: all of it is new, and nothing is marked. */
  readonly comparable: boolean;
  /** Open comments by the node that they are about. */
  readonly commented: ReadonlyMap<string, number>;
  /** Somebody wants to comment on a passage; absent where they may not. */
  readonly comment?: (node: NodeChange, quote: string) => void;
}

/** The text of a version as one reads it, with every changed word marked; in one column or side by side. */
export function ReadingView({ comparison, names, comparable, commented, comment }: ReadingProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [beside, setBeside] = useState(false);
  const [whole, setWhole] = useState(!comparable);
  const [language, setLanguage] = useState('all');
  const readable = comparison.nodes.filter((node) => node.nodeId !== '' || node.texts.length > 0);
  const nodes = readable.filter((node) => whole || node.change !== 'same');
  const languages = [...new Set(readable.flatMap(({ texts }) => texts.flatMap((text) => text.language ?? [])))];
  const { counts } = comparison;
  const changes = counts.added + counts.changed + counts.moved + counts.removed;
  return (
    <div>
      <Group justify="space-between" mb="sm" gap="xs">
        <Text size="sm" role="status">
          {comparable ? t('reviews.text.counts', { count: changes }) : t('reviews.text.first')}
        </Text>
        <Group gap="xs">
          {languages.length > 1 && (
            <SegmentedControl
              size="xs"
              aria-label={t('templates.language')}
              value={language}
              onChange={setLanguage}
              data={[
                { value: 'all', label: t('reviews.text.allLanguages') },
                ...languages.map((value) => ({ value, label: format.language(value) })),
              ]}
            />
          )}
          {comparable && (
            <SegmentedControl
              size="xs"
              aria-label={t('reviews.text.how')}
              value={beside ? 'beside' : 'line'}
              onChange={(value) => setBeside(value === 'beside')}
              data={[
                { value: 'line', label: t('reviews.text.inLine') },
                { value: 'beside', label: t('reviews.text.beside') },
              ]}
            />
          )}
          {comparable && (
            <Switch size="xs" label={t('reviews.text.whole')} checked={whole} onChange={(event) => setWhole(event.currentTarget.checked)} />
          )}
        </Group>
      </Group>
      {nodes.length === 0 && <EmptyState icon={IconFileDiff} title={t('reviews.text.none')} text={t('reviews.text.noneHint')} />}
      {beside && nodes.length > 0 && (
        <div className="rv-columns rv-columns-head" aria-hidden>
          <span>{names[0]}</span>
          <span>{names[1]}</span>
        </div>
      )}
      <ol className="rv-text" data-marked={comparable || undefined}>
        {nodes.map((node) => (
          <Passage
            key={node.change + node.nodeId + node.pointer}
            node={node}
            beside={beside && comparable}
            comparable={comparable}
            language={language}
            open={commented.get(node.nodeId) ?? 0}
            comment={comment}
          />
        ))}
      </ol>
    </div>
  );
}

interface PassageProps {
  readonly node: NodeChange;
  readonly beside: boolean;
  readonly comparable: boolean;
  readonly language: string;
  readonly open: number;
  readonly comment: ReadingProps['comment'];
}

const plain = new Set(['paragraph', 'text']);
const tones = { added: 'teal', removed: 'red', changed: 'brass', moved: 'gray', same: 'gray' } as const;

function Passage({ node, beside, comparable, language, open, comment }: PassageProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const texts = node.texts.filter((text) => language === 'all' || text.language === undefined || text.language === language);
  const several = new Set(node.texts.map((text) => text.language)).size > 1;
  const marked = comparable && node.change !== 'same';
  const type = node.nodeId === '' ? t('reviews.text.document') : t(`editor.node.${node.type as 'box'}`, { defaultValue: node.type });
  return (
    <li
      className="rv-passage"
      data-change={marked ? node.change : undefined}
      data-node={node.nodeId}
      tabIndex={marked ? -1 : undefined}
      style={{ '--depth': node.depth } as React.CSSProperties}
    >
      {(marked || !plain.has(node.type)) && (
        <Group gap={6} mb={2}>
          <Text size="xs" c="dimmed" fw={550}>
            {type}
          </Text>
          {marked && (
            <Badge size="xs" variant="light" color={tones[node.change]} tt="none" className="rv-kind">
              {t(`editor.review.change.${node.change as 'added'}`)}
            </Badge>
          )}
        </Group>
      )}
      {node.rules
        .filter(({ field }) => isCondition(field) || field.split('.').at(-1) === 'each')
        .map((rule) => (
          <RuleLine key={rule.field} rule={rule} comparable={comparable} />
        ))}
      {texts.map((text) => (
        <div key={text.field + text.language} className="rv-line" lang={text.language}>
          {several && text.language && <span className="rv-language">{format.language(text.language)}</span>}
          {beside ? (
            <div className="rv-columns">
              <p>
                <Pieces pieces={text.pieces} reading="before" />
              </p>
              <p>
                <Pieces pieces={text.pieces} reading="after" />
              </p>
            </div>
          ) : (
            <p data-quiet={comparable && isSame(text.pieces) ? true : undefined}>
              <Pieces pieces={text.pieces} reading={comparable ? 'both' : 'after'} />
            </p>
          )}
        </div>
      ))}
      {comparable && node.settings.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('reviews.text.settings', { count: node.settings.length })}: {node.settings.map(({ field }) => field).join(', ')}
        </Text>
      )}
      {(comment || open > 0) && node.nodeId !== '' && node.change !== 'removed' && (
        <div className="rv-aside">
          {open > 0 && (
            <Badge size="sm" variant="light" color="brass" circle={open < 10} className="rv-kind">
              {open}
            </Badge>
          )}
          {comment && (
            <Tooltip label={t('reviews.comments.onPassage')}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={t('reviews.comments.onPassage')}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => comment(node, quoteOf(node))}
              >
                <IconMessagePlus size={16} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
        </div>
      )}
    </li>
  );
}

/** Where a repeat or condition stands: read in words, with what it was before. */
function RuleLine({ rule, comparable }: { readonly rule: NodeChange['rules'][number]; readonly comparable: boolean }) {
  const { t } = useTranslation();
  const words = (text: string) => (isCondition(rule.field) ? ruleInWords(text, t) : <code className="value-name">{text}</code>);
  const changed = comparable && rule.before !== rule.after;
  return (
    <Text size="sm" className="rv-rule">
      {ruleName(rule.field, t)} {changed && rule.before !== undefined && <del>{words(rule.before)}</del>}{' '}
      {rule.after !== undefined && (changed ? <ins>{words(rule.after)}</ins> : words(rule.after))}
    </Text>
  );
}

/** What is selected within the passage, else how its text begins. */
function quoteOf({ nodeId, texts }: NodeChange): string {
  const selection = window.getSelection();
  const within = selection?.anchorNode?.parentElement?.closest<HTMLElement>('[data-node]')?.dataset.node;
  const selected = within === nodeId ? (selection?.toString().trim() ?? '') : '';
  if (selected !== '') return selected.slice(0, 400);
  const text =
    texts[0]?.pieces
      .filter(({ kind }) => kind !== 'removed')
      .map((piece) => piece.text)
      .join('') ?? '';
  return text.length > 140 ? `${text.slice(0, 139)}…` : text;
}
