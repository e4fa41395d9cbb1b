import { ActionIcon, Group, MultiSelect, NumberInput, Paper, Select, TextInput, Tooltip } from '@mantine/core';
import { type ChannelName, channels } from '@posthorn/contract';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { type AnyRule, type RuleKind, type RuleOf, weekdays } from './rules-of.ts';

interface RuleFieldsProps {
  readonly kind: RuleKind;
  readonly rule: AnyRule;
  readonly purposes: readonly string[];
  readonly set: (rule: AnyRule) => void;
  readonly remove: () => void;
}

/** The fields of each kind of rule, beside its name. */
const fieldsOf: { readonly [K in RuleKind]: readonly Field[] } = {
  caps: ['atMost', 'span', 'purpose', 'channel', 'scope'],
  quiet: ['from', 'until', 'channels', 'weekdays', 'purpose'],
  duplicates: ['span', 'matter', 'purpose'],
  conflicts: ['first', 'second', 'span', 'scope'],
  gatherings: ['neededPurpose', 'channel', 'at'],
  digests: ['joined', 'inOne', 'sheets', 'at', 'weekdays', 'purposes'],
  budgets: ['perMonth', 'purpose', 'channel'],
};
type Field = keyof typeof shown;

/** One rule to write: its name, and what its kind asks for. */
export function RuleFields({ kind, rule, purposes, set, remove }: RuleFieldsProps) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="sm" component="section" aria-label={rule.name || t('policy.unnamed')}>
      <Group align="flex-end" mb="sm" wrap="nowrap">
        <TextInput
          flex={1}
          label={t('policy.ruleName')}
          required
          maxLength={120}
          value={rule.name}
          onChange={(event) => set({ ...rule, name: event.target.value })}
        />
        <Tooltip label={t('policy.remove')}>
          <ActionIcon variant="default" size={36} aria-label={`${t('policy.remove')}: ${rule.name}`} onClick={remove}>
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Group>
      <div className="duty-columns">
        {fieldsOf[kind].map((name) => {
          const Shown = shown[name];
          return <Shown key={name} rule={rule as Loose} purposes={purposes} set={(changed) => set(changed as unknown as AnyRule)} />;
        })}
      </div>
    </Paper>
  );
}

/** A rule as its fields see it: which of them it has is said by `fieldsOf`. */
type Loose = { readonly id: string; readonly name: string } & Partial<
  Omit<
    RuleOf<'caps'> &
      RuleOf<'quiet'> &
      RuleOf<'conflicts'> &
      RuleOf<'gatherings'> &
      RuleOf<'digests'> &
      RuleOf<'budgets'> &
      RuleOf<'duplicates'>,
    'days' | 'channel'
  >
> & { readonly days?: number | number[]; readonly channel?: ChannelName };

interface FieldProps {
  readonly rule: Loose;
  readonly purposes: readonly string[];
  readonly set: (rule: Loose) => void;
}

/** Sets a field, or leaves it out. */
function having<K extends keyof Loose>(rule: Loose, field: K, value: Loose[K] | undefined): Loose {
  const { [field]: _before, ...rest } = rule;
  return (value === undefined ? rest : { ...rest, [field]: value }) as Loose;
}

const whole = (field: 'atMost' | 'days', label: 'atMost' | 'days' | 'inOneMail' | 'inOneEnvelope', min: number, max: number) =>
  function Whole({ rule, set }: FieldProps) {
    const { t } = useTranslation();
    const value = rule[field];
    return (
      <NumberInput
        label={t(`policy.${label}`)}
        min={min}
        max={max}
        value={typeof value === 'number' ? value : ''}
        onChange={(given) => set(having(rule, field, Number(given) || min))}
      />
    );
  };

const time = (field: 'from' | 'until' | 'at') =>
  function Time({ rule, set }: FieldProps) {
    const { t } = useTranslation();
    return (
      <TextInput
        type="time"
        required
        label={t(`policy.${field}`)}
        value={rule[field] ?? ''}
        onChange={(event) => set(having(rule, field, event.target.value))}
      />
    );
  };

const purposeField = (needed: boolean) =>
  function Purpose({ rule, purposes, set }: FieldProps) {
    const { t } = useTranslation();
    return (
      <Select
        label={t('policy.purpose')}
        placeholder={t('policy.anyPurpose')}
        clearable={!needed}
        allowDeselect={!needed}
        data={purposes.map((value) => ({ value, label: t(`purposes.${value}`, { defaultValue: value }) }))}
        value={rule.purpose ?? null}
        onChange={(value) => set(having(rule, 'purpose', value ?? undefined))}
      />
    );
  };

function ChannelField({ rule, set }: FieldProps) {
  const { t } = useTranslation();
  return (
    <Select
      label={t('policy.channel')}
      placeholder={t('policy.anyChannel')}
      clearable
      data={channels.map((value) => ({ value, label: t(`channels.${value}`) }))}
      value={rule.channel ?? null}
      onChange={(value) => set(having(rule, 'channel', value ?? undefined))}
    />
  );
}

function ChannelsField({ rule, set }: FieldProps) {
  const { t } = useTranslation();
  return (
    <MultiSelect
      label={t('policy.channels')}
      data={channels.map((value) => ({ value, label: t(`channels.${value}`) }))}
      value={rule.channels ?? []}
      onChange={(value) => set(having(rule, 'channels', value))}
    />
  );
}

/** What is kept for each other: e-mails, or letters. */
function Joined({ rule, set }: FieldProps) {
  const { t } = useTranslation();
  return (
    <Select
      label={t('policy.joined')}
      allowDeselect={false}
      data={(['email', 'post'] as const).map((value) => ({ value, label: t(`policy.joinedAs.${value}`) }))}
      value={rule.channel ?? 'email'}
      onChange={(value) =>
        set(value === 'post' ? having(rule, 'channel', 'post') : having(having(rule, 'channel', undefined), 'atMostSheets', undefined))
      }
    />
  );
}

const Mails = whole('atMost', 'inOneMail', 2, 20);
const Letters = whole('atMost', 'inOneEnvelope', 2, 20);

/** How many of them become one. */
function InOne(props: FieldProps) {
  return props.rule.channel === 'post' ? <Letters {...props} /> : <Mails {...props} />;
}

/** How many sheets an envelope takes; only of letters. */
function Sheets({ rule, set }: FieldProps) {
  const { t } = useTranslation();
  if (rule.channel !== 'post') return null;
  return (
    <NumberInput
      label={t('policy.atMostSheets')}
      placeholder={t('policy.anyNumber')}
      min={2}
      max={100}
      value={rule.atMostSheets ?? ''}
      onChange={(given) => set(having(rule, 'atMostSheets', given === '' ? undefined : Number(given)))}
    />
  );
}

function PurposesField({ rule, purposes, set }: FieldProps) {
  const { t } = useTranslation();
  const chosen = rule.purposes ?? [];
  return (
    <MultiSelect
      label={t('policy.purposes')}
      placeholder={chosen.length === 0 ? t('policy.anyPurpose') : ''}
      data={purposes.map((value) => ({ value, label: t(`purposes.${value}`, { defaultValue: value }) }))}
      value={chosen}
      onChange={(value) => set(having(rule, 'purposes', value.length === 0 ? undefined : value))}
    />
  );
}

function Weekdays({ rule, set }: FieldProps) {
  const { t } = useTranslation();
  const days = Array.isArray(rule.days) ? rule.days : [];
  return (
    <MultiSelect
      label={t('policy.weekdays')}
      placeholder={days.length === 0 ? t('policy.everyDay') : ''}
      data={weekdays.map((day) => ({ value: String(day), label: t(`policy.weekday.${day}`) }))}
      value={days.map(String)}
      onChange={(value) => set(having(rule, 'days', value.length === 0 ? undefined : value.map(Number).sort()))}
    />
  );
}

function Scope({ rule, set }: FieldProps) {
  const { t } = useTranslation();
  return (
    <Select
      label={t('policy.countedFor')}
      allowDeselect={false}
      data={(['customer', 'household'] as const).map((value) => ({ value, label: t(`policy.scope.${value}`) }))}
      value={rule.scope ?? 'customer'}
      onChange={(value) => value && set(having(rule, 'scope', value))}
    />
  );
}

function MatterField({ rule, set }: FieldProps) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t('policy.matter')}
      placeholder={t('policy.anyMatter')}
      value={rule.matter ?? ''}
      onChange={(event) => set(having(rule, 'matter', event.target.value || undefined))}
    />
  );
}

function PerMonth({ rule, set }: FieldProps) {
  const { t } = useTranslation();
  return (
    <NumberInput
      label={t('policy.perMonth')}
      min={0}
      decimalScale={2}
      value={(rule.perMonth ?? 0) / 100}
      onChange={(value) => set(having(rule, 'perMonth', Math.round((Number(value) || 0) * 100)))}
    />
  );
}

function First({ rule, set }: FieldProps) {
  const { t } = useTranslation();
  const first = rule.first ?? { matter: '' };
  const kind = first.circumstance === undefined ? 'matter' : 'circumstance';
  const text = first.circumstance ?? first.matter ?? '';
  const keep = (field: string, value: string) => set(having(rule, 'first', { [field]: value }));
  return (
    <>
      <Select
        label={t('policy.first')}
        allowDeselect={false}
        data={(['matter', 'circumstance'] as const).map((value) => ({ value, label: t(`policy.firstKind.${value}`) }))}
        value={kind}
        onChange={(value) => value && keep(value, text)}
      />
      <TextInput
        label={t(`policy.firstKind.${kind}`)}
        required
        pattern="[a-z0-9]+(-[a-z0-9]+)*"
        placeholder={t(`policy.firstExample.${kind}`)}
        value={text}
        onChange={(event) => keep(kind, event.target.value)}
      />
    </>
  );
}

function Second({ rule, purposes, set }: FieldProps) {
  const { t } = useTranslation();
  const second = rule.second ?? {};
  const kind = second.matter === undefined ? 'purpose' : 'matter';
  const keep = (field: string, value: string) => set(having(rule, 'second', { [field]: value }));
  return (
    <>
      <Select
        label={t('policy.second')}
        allowDeselect={false}
        data={(['matter', 'purpose'] as const).map((value) => ({ value, label: t(`policy.${value}`) }))}
        value={kind}
        onChange={(value) => value && keep(value, value === 'purpose' ? purposes[0]! : '')}
      />
      {kind === 'purpose' ? (
        <Select
          label={t('policy.purpose')}
          allowDeselect={false}
          data={purposes.map((value) => ({ value, label: t(`purposes.${value}`, { defaultValue: value }) }))}
          value={second.purpose ?? null}
          onChange={(value) => value && keep('purpose', value)}
        />
      ) : (
        <TextInput
          label={t('policy.matter')}
          required
          pattern="[a-z0-9]+(-[a-z0-9]+)*"
          placeholder={t('policy.secondExample')}
          value={second.matter ?? ''}
          onChange={(event) => keep('matter', event.target.value)}
        />
      )}
    </>
  );
}

const shown = {
  atMost: whole('atMost', 'atMost', 0, 1000),
  joined: Joined,
  sheets: Sheets,
  inOne: InOne,
  span: whole('days', 'days', 1, 366),
  from: time('from'),
  until: time('until'),
  at: time('at'),
  purpose: purposeField(false),
  neededPurpose: purposeField(true),
  channel: ChannelField,
  channels: ChannelsField,
  purposes: PurposesField,
  weekdays: Weekdays,
  scope: Scope,
  matter: MatterField,
  perMonth: PerMonth,
  first: First,
  second: Second,
} as const;
