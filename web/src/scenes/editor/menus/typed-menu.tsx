import { memo, type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { MenuStore } from './menu-store.ts';

export interface MenuItem {
  readonly id: string;
  readonly label: string;
  /** Right of the label: a value for the sample record, or a shortcut. */
  readonly note?: string;
  readonly hint?: string;
  readonly icon?: ReactNode;
  readonly run: () => void;
}

interface TypedMenuProps {
  readonly store: MenuStore;
  readonly itemsOf: (kind: 'insert' | 'field', query: string) => readonly MenuItem[];
  /** The text keeps the focus; a screen reader hears which item is the current one. */
  readonly announce: (id: string | undefined) => void;
}

/** The menu that opens under the cursor while one types `/` or `{{`. */
export const TypedMenu = memo(function TypedMenu({ store, itemsOf, announce }: TypedMenuProps) {
  const { t } = useTranslation();
  const shown = useSyncExternalStore(store.subscribe, store.current);
  const [index, setIndex] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const query = shown?.menu.query;
  const kind = shown?.menu.kind;
  const items = shown === undefined ? [] : itemsOf(shown.menu.kind, shown.menu.query);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other letters, other items
  useEffect(() => setIndex(0), [query, kind]);
  const current = items[Math.min(index, items.length - 1)];
  const currentId = current === undefined ? undefined : `ed-item-${current.id}`;
  useEffect(() => {
    announce(currentId);
    if (currentId !== undefined) document.getElementById(currentId)?.scrollIntoView({ block: 'nearest' });
  }, [announce, currentId]);
  store.onPress = (key) => {
    if (items.length === 0) return false;
    if (key === 'ArrowDown') setIndex((index + 1) % items.length);
    else if (key === 'ArrowUp') setIndex((index - 1 + items.length) % items.length);
    else current?.run();
    return true;
  };
  if (shown === undefined || items.length === 0) return null;
  const { left, top, bottom } = shown.at;
  const below = globalThis.innerHeight - bottom > 340;
  const style = {
    left: Math.max(8, Math.min(left, globalThis.innerWidth - 400)),
    ...(below ? { top: bottom + 6 } : { bottom: globalThis.innerHeight - top + 6 }),
  };
  return (
    <div
      ref={list}
      id="ed-menu"
      role="listbox"
      tabIndex={-1}
      className="ed-menu"
      style={style}
      aria-label={t(kind === 'field' ? 'editor.menu.fields' : 'editor.menu.insert')}
    >
      {items.map((item, i) => (
        <div
          key={item.id}
          id={`ed-item-${item.id}`}
          role="option"
          tabIndex={-1}
          aria-selected={item === current}
          className="ed-menu-item"
          onPointerMove={() => setIndex(i)}
          onMouseDown={(event) => {
            event.preventDefault();
            item.run();
          }}
        >
          {item.icon}
          <span className="ed-menu-label">
            {item.label}
            {item.hint && <small>{item.hint}</small>}
          </span>
          {item.note && <span className="ed-menu-note">{item.note}</span>}
        </div>
      ))}
    </div>
  );
});
