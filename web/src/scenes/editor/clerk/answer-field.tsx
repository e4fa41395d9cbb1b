import { NumberInput, Radio, Stack, Switch, Text, Textarea, TextInput } from '@mantine/core';
import type { Answer, AskedZone, FreeNode } from '@posthorn/engine';
import { useTranslation } from 'react-i18next';

interface AnswerFieldProps<Kind extends AskedZone['kind'] = AskedZone['kind']> {
  readonly zone: Extract<AskedZone, { kind: Kind }>;
  readonly value: Answer | undefined;
  /** Undefined takes the answer back: what the author wrote holds again. */
  readonly set: (value: Answer | undefined) => void;
}

/** One question to the clerk. */
export function AnswerField({ zone, value, set }: AnswerFieldProps) {
  switch (zone.kind) {
    case 'optional':
      return (
        <Switch
          size="sm"
          label={zone.question}
          checked={typeof value === 'boolean' ? value : zone.default}
          onChange={(event) => set(event.currentTarget.checked === zone.default ? undefined : event.currentTarget.checked)}
        />
      );
    case 'choice':
      return (
        <Radio.Group
          size="xs"
          label={zone.question}
          withAsterisk={zone.default === undefined}
          value={typeof value === 'string' ? value : (zone.default ?? '')}
          onChange={set}
        >
          <Stack gap={6} mt={4}>
            {zone.choices.map(({ name, label }) => (
              <Radio key={name} size="xs" value={name} label={label} />
            ))}
          </Stack>
        </Radio.Group>
      );
    case 'free':
      return <FreeField zone={zone} value={value} set={set} />;
    case 'input':
      return <InputField zone={zone} value={value} set={set} />;
  }
}

function FreeField({ zone, value, set }: AnswerFieldProps<'free'>) {
  const { t } = useTranslation();
  const { limits } = zone;
  const text = typeof value === 'string' ? value : plainText(zone.default);
  const length = [...text].length;
  return (
    <div>
      <Textarea
        size="xs"
        autosize
        minRows={3}
        maxRows={10}
        label={zone.question}
        withAsterisk={zone.required}
        value={text}
        error={limits.characters !== undefined && length > limits.characters}
        onChange={(event) => set(event.currentTarget.value)}
      />
      <Text size="xs" c="dimmed" aria-live="polite">
        {limits.characters === undefined ? t('editor.clerk.paragraphsHint') : t('editor.clerk.length', { length, most: limits.characters })}
      </Text>
    </div>
  );
}

/** What the author wrote as plain text, from which the clerk begins. */
const plainText = (nodes: readonly FreeNode[]): string =>
  nodes
    .flatMap((node) => (node.type === 'paragraph' ? [node] : node.items.flat()))
    .map(({ text }) => text.map((one) => (one.type === 'break' ? '\n' : one.text)).join(''))
    .join('\n\n');

function InputField({ zone, value, set }: AnswerFieldProps<'input'>) {
  const given = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const common = { size: 'xs', label: zone.question, withAsterisk: zone.default === undefined, placeholder: zone.default ?? '' } as const;
  const answer = (text: string) => set(text === '' ? undefined : text);
  if (zone.of === 'number') return <NumberInput {...common} value={given} onChange={(now) => answer(String(now))} />;
  return (
    <TextInput
      {...common}
      type={zone.of === 'date' ? 'date' : 'text'}
      value={given}
      maxLength={zone.characters}
      onChange={(event) => answer(event.currentTarget.value)}
    />
  );
}
