import { ActionIcon, Button, Group, SegmentedControl, Select, Text, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataField } from '../model/data-fields.ts';
import type { Host } from '../writing/host.ts';
import {
  type Ask,
  celToRule,
  comparisonsFor,
  firstAsk,
  literalOf,
  needsValue,
  type Rule,
  type Group as RuleGroup,
  ruleToCel,
  typedOf,
} from './rule.ts';
import { comparisonNames } from './rule-words.ts';

interface RuleFieldProps {
  readonly label: string;
  readonly rule: string | undefined;
  readonly set: (rule: string | undefined) => void;
  readonly data: readonly DataField[];
  readonly host: Host;
  readonly pos: number;
  /** It may also be absent. */
  readonly optional?: boolean;
}

/** A condition: by choosing, or as CEL; with what it comes to for the sample record. */
export function RuleField({ label, rule, set, data, host, pos, optional = false }: RuleFieldProps) {
  const { t } = useTranslation();
  const [asText, setAsText] = useState(false);
  if (rule === undefined) {
    const begin = data.find(({ type }) => type !== 'list');
    return (
      <Button
        size="compact-xs"
        variant="default"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconPlus size={13} aria-hidden />}
        disabled={begin === undefined}
        onClick={() => begin && set(ruleToCel(firstAsk(begin)))}
      >
        {t('editor.rule.add')}
      </Button>
    );
  }
  const built = celToRule(rule);
  return (
    <fieldset className="ed-rule">
      <legend>{label}</legend>
      <Group justify="space-between" mb={6}>
        <SegmentedControl
          size="xs"
          aria-label={t('editor.rule.how')}
          value={asText || built === undefined ? 'text' : 'built'}
          onChange={(value) => setAsText(value === 'text')}
          data={[
            { value: 'built', label: t('editor.rule.choose'), disabled: built === undefined },
            { value: 'text', label: 'CEL' },
          ]}
        />
        {optional && (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => set(undefined)}>
            {t('editor.rule.remove')}
          </Button>
        )}
      </Group>
      {asText || built === undefined ? (
        <Textarea
          size="xs"
          autosize
          aria-label={label}
          value={rule}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } }}
          onChange={(event) => set(event.currentTarget.value.replaceAll('\n', ' '))}
        />
      ) : (
        <Parts rule={built} set={(next) => set(ruleToCel(next))} data={data} depth={0} />
      )}
      <Verdict rule={rule} host={host} pos={pos} built={built} />
    </fieldset>
  );
}

/** Whether it is shown for the sample record, and by which part. */
function Verdict({
  rule,
  host,
  pos,
  built,
}: {
  readonly rule: string;
  readonly host: Host;
  readonly pos: number;
  readonly built: Rule | undefined;
}) {
  const { t } = useTranslation();
  const { type, fault, failure, value } = host.ask(rule, pos);
  if (fault !== undefined || (type !== 'bool' && type !== 'dyn')) {
    return (
      <Text size="xs" c="var(--mantine-color-error)" mt={6} role="status">
        {fault?.message ?? t('editor.rule.noCondition', { type: type ?? '' })} {fault?.hint}
      </Text>
    );
  }
  const reasons =
    built === undefined
      ? []
      : asksOf(built).map((ask) => ({ ask, holds: host.ask(ruleToCel(ask), pos).value, has: host.ask(ask.path, pos).value }));
  return (
    <div className="ed-verdict" role="status" data-shown={value === true}>
      <Text size="xs" fw={600}>
        {failure ?? t(value === true ? 'editor.rule.shown' : 'editor.rule.hidden')}
      </Text>
      {reasons.map(({ ask, holds, has }) => (
        <Text key={ruleToCel(ask)} size="xs" c="dimmed">
          {holds === true ? '✓' : '✗'} {ruleToCel(ask)} · {ask.path} = {has === undefined ? t('editor.field.lacking') : String(has)}
        </Text>
      ))}
    </div>
  );
}

const asksOf = (rule: Rule): readonly Ask[] => (rule.kind === 'ask' ? [rule] : rule.of.flatMap(asksOf));

interface PartsProps {
  readonly rule: Rule;
  readonly set: (rule: Rule) => void;
  readonly data: readonly DataField[];
  readonly depth: number;
}

function Parts({ rule, set, data, depth }: PartsProps) {
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
                <Parts rule={part} set={change} data={data} depth={depth + 1} />
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
