import { ActionIcon, Button, Group, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DataField } from '../model/data-fields.ts';
import { type Ask, comparisonsFor, firstAsk, literalOf, needsValue, type Rule, type Group as RuleGroup, typedOf } from './rule.ts';
import { comparisonNames } from './rule-words.ts';
import './rules.css';

interface PartsProps {
  readonly rule: Rule;
  readonly set: (rule: Rule) => void;
  readonly data: readonly DataField[];
  readonly depth?: number;
}

/** The parts of a condition, joined by and or or, groups within groups. */
export function RuleParts({ rule, set, data, depth = 0 }: PartsProps) {
  const { t } = useTranslation();
  const group: RuleGroup = rule.kind === 'ask' ? { kind: 'all', of: [rule] } : rule;
  const setAll = (of: readonly Rule[], kind = group.kind) => set(of.length === 1 ? of[0]! : { kind, of });
  const begin = data.find(({ type }) => type !== 'list');
  return (
    <div className={depth === 0 ? undefined : 'ed-rule-group'}>
      {group.of.length > 1 && (
        <SegmentedControl
          size="xs"
          mb={6}
          aria-label={t('editor.rule.join')}
          value={group.kind}
          onChange={(kind) => set({ ...group, kind: kind as 'all' | 'any' })}
          data={[
            { value: 'all', label: t('editor.rule.all') },
            { value: 'any', label: t('editor.rule.any') },
          ]}
        />
      )}
      {group.of.map((part, i) => {
        const change = (next: Rule) => setAll(group.of.map((one, j) => (j === i ? next : one)));
        const away = group.of.length > 1 ? () => setAll(group.of.filter((_, j) => j !== i)) : undefined;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
          <Group key={i} gap={4} mb={6} wrap="nowrap" align="flex-start">
            <div style={{ flex: 1, minWidth: 0 }}>
              {part.kind === 'ask' ? (
                <AskRow ask={part} set={change} data={data} />
              ) : (
                <RuleParts rule={part} set={change} data={data} depth={depth + 1} />
              )}
            </div>
            {away && (
              <ActionIcon size="sm" mt={4} variant="subtle" color="gray" aria-label={t('editor.rule.removePart')} onClick={away}>
                <IconX size={14} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        );
      })}
      {begin && (
        <Group gap={6}>
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconPlus size={13} aria-hidden />}
            onClick={() => setAll([...group.of, firstAsk(begin)])}
          >
            {t('editor.rule.addPart')}
          </Button>
          {depth === 0 && (
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<IconPlus size={13} aria-hidden />}
              onClick={() => setAll([...group.of, { kind: group.kind === 'all' ? 'any' : 'all', of: [firstAsk(begin), firstAsk(begin)] }])}
            >
              {t('editor.rule.addGroup')}
            </Button>
          )}
        </Group>
      )}
    </div>
  );
}

/** Field, comparison, value. */
function AskRow({ ask, set, data }: { readonly ask: Ask; readonly set: (ask: Ask) => void; readonly data: readonly DataField[] }) {
  const { t } = useTranslation();
  const field = data.find(({ path }) => path === ask.path);
  const type = field?.type ?? 'text';
  const value = typedOf(ask.value ?? '');
  const setValue = (typed: string) => set({ ...ask, value: literalOf(typed, type) });
  return (
    <div className="ed-ask">
      <Select
        size="xs"
        searchable
        aria-label={t('editor.field.value')}
        allowDeselect={false}
        data={[...new Set([...data.map(({ path }) => path), ask.path])]}
        value={ask.path}
        onChange={(path) => {
          const next = data.find((one) => one.path === path);
          if (next !== undefined) set(firstAsk(next));
        }}
      />
      <Select
        size="xs"
        aria-label={t('editor.rule.comparison')}
        allowDeselect={false}
        data={[...new Set([...comparisonsFor(field), ask.comparison])].map((one) => ({
          value: one,
          label: t(`editor.compare.${comparisonNames[one] as 'is'}`),
        }))}
        value={ask.comparison}
        onChange={(comparison) => {
          if (comparison === null) return;
          const { value: _, ...rest } = ask;
          const next = { ...rest, comparison };
          set(needsValue(comparison) ? { ...next, value: ask.value ?? literalOf(field?.choices?.[0] ?? '', type) } : next);
        }}
      />
      {needsValue(ask.comparison) &&
        (field?.choices !== undefined ? (
          <Select
            size="xs"
            aria-label={t('editor.rule.value')}
            allowDeselect={false}
            data={[...new Set([...field.choices, value])]}
            value={value}
            onChange={(typed) => typed !== null && setValue(typed)}
          />
        ) : (
          <TextInput
            size="xs"
            aria-label={t('editor.rule.value')}
            type={type === 'date' ? 'date' : 'text'}
            defaultValue={value}
            key={ask.path}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
        ))}
    </div>
  );
}
