import { Text } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface PushViewProps {
  readonly title?: string | undefined;
  readonly text?: string | undefined;
  readonly link?: string | undefined;
}

/** A notification about as a device shows it, and what a click opens. */
export function PushView({ title = '', text = '', link }: PushViewProps) {
  const { t } = useTranslation();
  return (
    <div className="push">
      <div className="push-card">
        <IconBell size={20} stroke={1.6} aria-hidden />
        <div>
          <p className="push-title">{title}</p>
          <p className="push-text">{text}</p>
        </div>
      </div>
      <Text size="xs" c="dimmed" mt={6} style={{ overflowWrap: 'anywhere' }}>
        {link === undefined ? t('push.opensNothing') : t('push.opens', { link })} · {t('sms.characters', { count: [...text].length })}
      </Text>
    </div>
  );
}
