import { Button, Tooltip } from '@mantine/core';
import { IconPencilQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../app/session.ts';

/** Whether one writes, or suggests what others then decide about. It stays readable which of the two it is. */
export function SuggestSwitch({ on, set }: { readonly on: boolean; readonly set: () => void }) {
  const { t } = useTranslation();
  if (!useMay('content:suggest')) return null;
  return (
    <Tooltip label={`${t('editor.suggestions.switchHint')}  Ctrl+Shift+E`}>
      <Button
        size="compact-sm"
        variant={on ? 'filled' : 'subtle'}
        aria-pressed={on}
        leftSection={<IconPencilQuestion size={16} aria-hidden />}
        onMouseDown={(event) => event.preventDefault()}
        onClick={set}
      >
        {t(on ? 'editor.suggestions.on' : 'editor.suggestions.switch')}
      </Button>
    </Tooltip>
  );
}
