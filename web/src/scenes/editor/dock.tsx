import { Badge, Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export const docks = ['properties', 'clerk', 'findings', 'language', 'comments', 'suggestions'] as const;
export type Docked = (typeof docks)[number];

interface DockProps {
  readonly open: Docked | null;
  readonly set: (open: Docked | null) => void;
  /** How many there are behind a tab. */
  readonly counts: { readonly [Name in Docked]?: number };
  /** The tab whose number is bad news. */
  readonly alarm?: Docked | undefined;
  readonly children: { readonly [Name in Docked]: () => ReactNode };
}

/** Below the preview, one at a time, so that the preview keeps its room: what is selected, what was found, how plain it is, what others say. */
export function Dock({ open, set, counts, alarm, children }: DockProps) {
  const { t } = useTranslation();
  return (
    <Tabs
      className="ed-dock"
      value={open}
      onChange={(value) => set(value as Docked | null)}
      allowTabDeactivation
      keepMounted={false}
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && set(null)}
    >
      <Tabs.List aria-label={t('editor.dock.label')}>
        {docks.map((name) => (
          <Tabs.Tab
            key={name}
            value={name}
            rightSection={
              counts[name] ? (
                <Badge size="xs" variant={alarm === name ? 'filled' : 'default'} color={alarm === name ? 'red.9' : undefined}>
                  {counts[name]}
                </Badge>
              ) : undefined
            }
          >
            {t(`editor.dock.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {docks.map((name) => (
        <Tabs.Panel key={name} value={name} className="ed-dock-panel" tabIndex={0}>
          {children[name]()}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
