import { Title } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../parts/dialog.tsx';
import { KeyLine } from '../parts/keys.tsx';
import { isPlainKey } from '../parts/rows.tsx';
import { takesText } from '../parts/takes-text.ts';

/** Keys that hold on more than one screen, by where they do. The editor lists its own. */
const lists = {
  everywhere: [
    { name: 'palette', keys: ['Mod-k'] },
    { name: 'walk', keys: ['Tab', 'Shift-Tab'] },
    { name: 'close', keys: ['Esc'] },
    { name: 'help', keys: ['?'] },
  ],
  lists: [
    { name: 'next', keys: ['j', 'ArrowDown'] },
    { name: 'previous', keys: ['k', 'ArrowUp'] },
    { name: 'open', keys: ['Enter'] },
    { name: 'search', keys: ['/'] },
  ],
  reviews: [
    { name: 'nextChange', keys: ['j'] },
    { name: 'previousChange', keys: ['k'] },
    { name: 'comment', keys: ['c'] },
    { name: 'send', keys: ['Mod-Enter'] },
  ],
  brands: [
    { name: 'move', keys: ['ArrowLeft', 'ArrowRight'] },
    { name: 'moveFar', keys: ['Shift-ArrowRight'] },
    { name: 'moveLittle', keys: ['Alt-ArrowRight'] },
    { name: 'size', keys: ['Mod-ArrowRight'] },
  ],
} as const;
type Place = keyof typeof lists;

interface KeysHelpProps {
  readonly opened: boolean;
  readonly set: (opened: boolean) => void;
}

/** The list of keys; `?` opens it wherever nobody is typing. A screen that takes `?` for itself shows its own instead. */
export function KeysHelp({ opened, set }: KeysHelpProps) {
  const { t } = useTranslation();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.defaultPrevented || takesText(event.target) || !isPlainKey(event)) return;
      if (document.querySelector('[role="dialog"]') === null) set(true);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [set]);
  return (
    <Dialog opened={opened} onClose={() => set(false)} title={t('shell.keys')} size="lg">
      <div className="keys-lists">
        {(Object.keys(lists) as Place[]).map((place) => (
          <section key={place}>
            <Title order={3} mb={6}>
              {t(`keysHelp.${place}.title`)}
            </Title>
            {lists[place].map(({ name, keys }) => (
              <KeyLine key={name} keys={keys} says={t(`keysHelp.${place}.${name}` as 'keysHelp.lists.next')} />
            ))}
          </section>
        ))}
      </div>
    </Dialog>
  );
}
