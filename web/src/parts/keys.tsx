import './keys.css';
import { Group, Kbd, Text } from '@mantine/core';

const isMac = /Mac|iP(hone|ad)/.test(globalThis.navigator?.userAgent ?? '');
const spoken: Readonly<Record<string, string>> = {
  Mod: isMac ? '⌘' : 'Ctrl',
  Alt: isMac ? '⌥' : 'Alt',
  Shift: '⇧',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '↵',
};

/** A shortcut as keys to press. `Mod` is Ctrl, or Command on a Mac; keys pressed together are joined by `-`. */
export function Keys({ of }: { readonly of: string }) {
  return (
    <span className="keys">
      {of.split('-').map((key) => (
        <Kbd key={key} size="xs">
          {spoken[key] ?? key.toUpperCase()}
        </Kbd>
      ))}
    </span>
  );
}

/** What keys do, in a line of a list of them. */
export function KeyLine({ keys, says }: { readonly keys: readonly string[]; readonly says: string }) {
  return (
    <Group justify="space-between" py={3} wrap="nowrap">
      <Text size="sm">{says}</Text>
      <Group gap={8} wrap="nowrap">
        {keys.map((one) => (
          <Keys key={one} of={one} />
        ))}
      </Group>
    </Group>
  );
}
