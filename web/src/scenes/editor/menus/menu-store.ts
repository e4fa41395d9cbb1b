import type { MenuFace, OpenMenu } from '../writing/plugins/menu.ts';

export interface ShownMenu {
  readonly menu: OpenMenu;
  readonly at: { readonly left: number; readonly top: number; readonly bottom: number };
}

/** The menu that typing opened, between the editor, which knows keys and places, and the page, which shows it. */
export interface MenuStore extends MenuFace {
  readonly subscribe: (tell: () => void) => () => void;
  readonly current: () => ShownMenu | undefined;
  /** The shown menu takes keys: arrows, Enter, Tab. */
  onPress: (key: string) => boolean;
}

export function createMenuStore(): MenuStore {
  let shown: ShownMenu | undefined;
  const listeners = new Set<() => void>();
  const store: MenuStore = {
    onPress: () => false,
    subscribe: (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    current: () => shown,
    show(menu, at) {
      shown = menu === undefined || at === undefined ? undefined : { menu, at };
      for (const tell of listeners) tell();
    },
    press: (key) => store.onPress(key),
  };
  return store;
}
