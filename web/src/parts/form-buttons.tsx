import { Button, Group, type MantineSpacing } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface FormButtonsProps {
  readonly back: () => void;
  /** What the button says: the deed itself, never "OK". */
  readonly deed: string;
  readonly dangerous?: boolean;
  readonly disabled?: boolean;
  readonly loading?: boolean;
  readonly mt?: MantineSpacing;
}

/** How a form in a dialog ends: the way back, and the deed. */
export function FormButtons({ back, deed, dangerous = false, disabled = false, loading = false, mt }: FormButtonsProps) {
  const { t } = useTranslation();
  return (
    <Group justify="flex-end" mt={mt}>
      <Button variant="default" onClick={back}>
        {t('actions.back')}
      </Button>
      <Button type="submit" color={dangerous ? 'red.9' : undefined} disabled={disabled} loading={loading}>
        {deed}
      </Button>
    </Group>
  );
}
