import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Whether something is there in another form, or not there. */
export function Severity({ of }: { readonly of: 'changed' | 'lost' }) {
  const { t } = useTranslation();
  return (
    <Badge
      variant={of === 'lost' ? 'light' : 'default'}
      color={of === 'lost' ? 'orange' : undefined}
      c="var(--mantine-color-text)"
      tt="none"
      fw={500}
      miw="max-content"
    >
      {t(`importing.severity.${of}`)}
    </Badge>
  );
}
