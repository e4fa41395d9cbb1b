import { ActionIcon, Button, Kbd, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';

const Palette = lazy(() => import('./palette.tsx'));

/** Opens the command palette (Ctrl+K). The palette itself is loaded when it is first wanted. */
export function PaletteButton() {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(0);
  const open = () => setWanted((times) => times + 1);
  useHotkeys([['mod+K', open]], []);
  return (
    <>
      <Button
        visibleFrom="sm"
        variant="default"
        c="dimmed"
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={<Kbd size="xs">Ctrl K</Kbd>}
        onClick={open}
        w={260}
        justify="flex-start"
        fw={400}
        styles={{ section: { marginInlineStart: 0 }, label: { flex: 1 } }}
        aria-keyshortcuts="Control+K"
      >
        {t('palette.open')}
      </Button>
      <Tooltip label={t('palette.open')}>
        <ActionIcon hiddenFrom="sm" variant="subtle" color="gray" c="dimmed" size="lg" aria-label={t('palette.open')} onClick={open}>
          <IconSearch size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      {wanted > 0 && (
        <Suspense>
          <Palette wanted={wanted} />
        </Suspense>
      )}
    </>
  );
}
