import '../duties/duties.css';
import { Button, Checkbox, NumberInput, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { api, type ContactPolicy, channels } from '@posthorn/contract';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../api/use-api.ts';
import { FormButtons } from '../../parts/form-buttons.tsx';
import { say } from '../../parts/notify.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { RuleFields } from './rule-fields.tsx';
import { type AnyRule, blankRules, idFor, type RuleKind, ruleKinds } from './rules-of.ts';
import { SimulationPanel } from './simulation-panel.tsx';

const bases = ['contract', 'legal-duty', 'legitimate-interest', 'consent'] as const;

/** A change of the policy that holds now, with the reason for it. */
export function PolicyForm({ from, done }: { readonly from: ContactPolicy; readonly done: () => void }) {
  const { t } = useTranslation();
  const [policy, setPolicy] = useState(from);
  const [note, setNote] = useState('');
  const propose = useChange(api.contactPolicies.propose, [api.contactPolicies.list, api.administration.audit]);
  const unnamed = ruleKinds.some((kind) => policy[kind].some((rule) => rule.name.trim() === ''));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await propose.mutateAsync({ body: { policy, note: note.trim() } }).then(
      () => {
        say(t('policy.proposed'));
        done();
      },
      () => undefined,
    );
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        <Purposes policy={policy} set={setPolicy} />
        {ruleKinds.map((kind) => (
          <RulesOfKind key={kind} kind={kind} policy={policy} set={setPolicy} />
        ))}
        <Limits policy={policy} set={setPolicy} />
        <SimulationPanel policy={policy} />
        <Textarea
          label={t('policy.note')}
          description={t('policy.noteHint')}
          required
          maxLength={2000}
          autosize
          minRows={1}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        {propose.error && <ProblemNote error={propose.error} />}
        <FormButtons back={done} deed={t('policy.propose')} loading={propose.isPending} disabled={unnamed || note.trim() === ''} />
      </Stack>
    </form>
  );
}

interface PartProps {
  readonly policy: ContactPolicy;
  readonly set: (policy: ContactPolicy) => void;
}

function Purposes({ policy, set }: PartProps) {
  const { t } = useTranslation();
  return (
    <fieldset className="duty-section">
      <legend>{t('policy.purposes')}</legend>
      <Stack gap="sm">
        {Object.entries(policy.purposes).map(([purpose, rule]) => {
          const change = (more: Partial<typeof rule>) =>
            set({ ...policy, purposes: { ...policy.purposes, [purpose]: { ...rule, ...more } } });
          const name = t(`purposes.${purpose}`, { defaultValue: purpose });
          return (
            <div key={purpose} className="duty-columns">
              <NumberInput
                label={`${name}: ${t('policy.priority')}`}
                min={0}
                max={100}
                value={rule.priority}
                onChange={(value) => change({ priority: Number(value) || 0 })}
              />
              <Select
                label={`${name}: ${t('policy.basis')}`}
                allowDeselect={false}
                data={bases.map((value) => ({ value, label: t(`policy.bases.${value}`) }))}
                value={rule.basis}
                onChange={(value) => value && change({ basis: value })}
              />
              <Checkbox
                mt={28}
                label={t('policy.neverCapped')}
                aria-label={`${name}: ${t('policy.neverCapped')}`}
                checked={rule.mandatory}
                onChange={(event) => change({ mandatory: event.target.checked })}
              />
            </div>
          );
        })}
      </Stack>
    </fieldset>
  );
}

function RulesOfKind({ kind, policy, set }: PartProps & { readonly kind: RuleKind }) {
  const { t } = useTranslation();
  const rules: readonly AnyRule[] = policy[kind];
  const keep = (list: readonly AnyRule[]) => set({ ...policy, [kind]: list });
  const add = () => keep([...rules, { ...blankRules[kind], id: idFor(t(`policy.one.${kind}`), policy), name: t(`policy.one.${kind}`) }]);
  return (
    <fieldset className="duty-section">
      <legend>{t(`policy.kinds.${kind}`)}</legend>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t(`policy.hints.${kind}`)}
        </Text>
        {rules.map((rule, at) => (
          <RuleFields
            key={rule.id}
            kind={kind}
            rule={rule}
            purposes={Object.keys(policy.purposes)}
            set={(changed) => keep(rules.map((one, index) => (index === at ? changed : one)))}
            remove={() => keep(rules.filter((_one, index) => index !== at))}
          />
        ))}
        <div>
          <Button variant="default" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
            {t(`policy.add.${kind}`)}
          </Button>
        </div>
      </Stack>
    </fieldset>
  );
}

function Limits({ policy, set }: PartProps) {
  const { t } = useTranslation();
  const cost = (channel: (typeof channels)[number], value: string | number) => {
    const { [channel]: _before, ...others } = policy.costs;
    const given = typeof value === 'number' && value > 0;
    set({ ...policy, costs: given ? { ...others, [channel]: Math.round(value * 10_000) } : others });
  };
  return (
    <fieldset className="duty-section">
      <legend>{t('policy.limits')}</legend>
      <div className="duty-columns">
        <NumberInput
          label={t('policy.longestHold')}
          min={1}
          max={60}
          value={policy.longestHoldDays}
          onChange={(value) => set({ ...policy, longestHoldDays: Number(value) || 1 })}
        />
        <TextInput
          label={t('policy.zone')}
          description={t('policy.zoneHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={policy.timeZone}
          onChange={(event) => set({ ...policy, timeZone: event.target.value })}
        />
        {channels.map((channel) => (
          <NumberInput
            key={channel}
            label={t('policy.costOf', { channel: t(`channels.${channel}`) })}
            min={0}
            decimalScale={4}
            step={0.01}
            value={policy.costs[channel] === undefined ? '' : policy.costs[channel] / 10_000}
            onChange={(value) => cost(channel, value)}
          />
        ))}
      </div>
    </fieldset>
  );
}
