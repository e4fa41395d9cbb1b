import { Text, Textarea } from '@mantine/core';
import type { Inline, Localized } from '@posthorn/engine';
import { isPerLanguage } from '@posthorn/engine/authoring';
import { useTranslation } from 'react-i18next';
import { variantOf, type Writing } from '../model/inline.ts';

interface LocalizedTextProps {
  readonly label: string;
  readonly value: unknown;
  readonly writing: Writing;
  readonly change: (value: Localized<Inline> | undefined) => void;
}

/** A short text in the language that is being written, with fields in double braces. */
export function LocalizedText({ label, value, writing, change }: LocalizedTextProps) {
  const { t } = useTranslation();
  const text = (value ?? null) as Localized<Inline> | null;
  const variant = variantOf(text, writing.language);
  if (variant !== undefined && typeof variant !== 'string') {
    return (
      <div>
        <Text size="xs" fw={500}>
          {label}
        </Text>
        <Text size="xs" c="dimmed">
          {t('editor.properties.longText')}
        </Text>
      </div>
    );
  }
  const set = (now: string) => {
    if (now === '' && text === null) return;
    if (text === null) change(writing.perLanguage && /\p{L}/u.test(now.replace(/\{\{.*?\}\}/g, '')) ? { [writing.language]: now } : now);
    else change(isPerLanguage(text) ? { ...text, [writing.language]: now } : now);
  };
  const missing = variant === undefined && text !== null ? t('editor.language.missing') : undefined;
  return (
    <Textarea
      size="xs"
      autosize
      minRows={1}
      maxRows={5}
      label={label}
      placeholder={missing}
      value={variant ?? ''}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}
