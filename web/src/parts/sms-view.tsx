import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface SmsViewProps {
  readonly text: string;
  readonly encoding?: string;
  readonly segments?: number;
}

/** A text message as a phone shows it, with what it costs in segments. */
export function SmsView({ text, encoding, segments }: SmsViewProps) {
  const { t } = useTranslation();
  return (
    <div className="sms">
      <div className="sms-bubble">{text}</div>
      {segments !== undefined && (
        <Text size="xs" c="dimmed" mt={6}>
          {t('sms.segments', { count: segments })}
          {encoding && ` · ${encoding}`} · {t('sms.characters', { count: [...text].length })}
        </Text>
      )}
    </div>
  );
}
