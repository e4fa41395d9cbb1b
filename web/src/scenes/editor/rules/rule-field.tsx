import { Button, Group, SegmentedControl, Text, Textarea } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findingInWords } from '../../../i18n/in-words.ts';
import type { DataField } from '../model/data-fields.ts';
import type { Host } from '../writing/host.ts';
import { type Ask, celToRule, firstAsk, type Rule, ruleToCel } from './rule.ts';
import { RuleParts } from './rule-parts.tsx';

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
        <RuleParts rule={built} set={(next) => set(ruleToCel(next))} data={data} />
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
  const { type, fault: found, failure, value } = host.ask(rule, pos);
  const fault = found && findingInWords(found);
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
