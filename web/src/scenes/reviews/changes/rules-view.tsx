import { Badge, Group, Text } from '@mantine/core';
import type { Comparison, NodeChange } from '@posthorn/contract';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { isCondition, ruleInWords, ruleName } from './rule-words.tsx';

/** What changed in conditions, repeats, values and settings, in plain words. */
export function RulesView({ comparison, comparable }: { readonly comparison: Comparison; readonly comparable: boolean }) {
  const { t } = useTranslation();
  const nodes = comparison.nodes
    .map((node) => ({ ...node, rules: node.rules.filter(({ before, after }) => !comparable || before !== after) }))
    .filter(({ rules, settings }) => rules.length + (comparable ? settings.length : 0) > 0);
  if (nodes.length === 0) return <EmptyState icon={IconArrowsSplit2} title={t('reviews.rules.none')} text={t('reviews.rules.noneHint')} />;
  return (
    <ul className="rv-rules">
      {nodes.map((node) => (
        <li key={node.change + node.nodeId + node.pointer} className="inset">
          <Group gap={6} mb={4}>
            <Text size="sm" fw={600}>
              {node.nodeId === '' ? t('reviews.text.document') : t(`editor.node.${node.type as 'box'}`, { defaultValue: node.type })}
            </Text>
            {comparable && node.change !== 'same' && (
              <Badge size="xs" variant="default" tt="none" className="rv-kind">
                {t(`editor.review.change.${node.change as 'added'}`)}
              </Badge>
            )}
            <Text size="xs" c="dimmed" truncate maw={420}>
              {beginningOf(node)}
            </Text>
          </Group>
          <dl className="rv-changes">
            {node.rules.map((rule) => (
              <Changed
                key={rule.field}
                name={ruleName(rule.field, t)}
                before={rule.before}
                after={rule.after}
                comparable={comparable}
                condition={isCondition(rule.field)}
              />
            ))}
            {comparable &&
              node.settings.map(({ field, before, after }) => (
                <Changed key={field} name={settingName(field)} before={said(before)} after={said(after)} comparable condition={false} />
              ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

const settingName = (field: string): string => field.replaceAll('.', ' › ');
const said = (value: unknown): string | undefined => (value === undefined || typeof value === 'string' ? value : JSON.stringify(value));
const beginningOf = ({ texts }: NodeChange): string =>
  texts[0]?.pieces
    .filter(({ kind }) => kind !== 'removed')
    .map(({ text }) => text)
    .join('')
    .slice(0, 80) ?? '';

interface ChangedProps {
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly comparable: boolean;
  readonly condition: boolean;
}

function Changed({ name, before, after, comparable, condition }: ChangedProps) {
  const { t } = useTranslation();
  const words = (text: string) => (condition ? ruleInWords(text, t) : <code className="value-name">{text}</code>);
  const same = !comparable || before === after;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {same && after !== undefined && words(after)}
        {!same && before !== undefined && (
          <div>
            <span className="rv-was">{t('reviews.rules.before')}</span> <del>{words(before)}</del>
          </div>
        )}
        {!same && after !== undefined && (
          <div>
            <span className="rv-was">{t('reviews.rules.now')}</span> <ins>{words(after)}</ins>
          </div>
        )}
      </dd>
    </div>
  );
}
