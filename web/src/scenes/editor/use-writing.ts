import type { Block, Template } from '@posthorn/engine';
import { openDesk } from '@posthorn/engine/authoring';
import { useNavigate } from '@tanstack/react-router';
import type { Editor } from '@tiptap/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay, useSession } from '../../app/session.ts';
import { say } from '../../parts/notify.tsx';
import { createMenuStore } from './menus/menu-store.ts';
import type { Written } from './model/areas.ts';
import { dataFields } from './model/data-fields.ts';
import { fromEditor } from './model/from-editor.ts';
import { namesAt } from './model/places.ts';
import type { Content } from './use-content.ts';
import type { ContentKind, Loaded } from './use-draft.ts';
import { useEditorState } from './use-editor-state.ts';
import { removeArea } from './writing/areas-shown.ts';
import type { Host } from './writing/host.ts';
import type { Surroundings } from './writing/inserts.ts';
import type { PageDeeds } from './writing/keys.ts';
import { startEditor } from './writing/start-editor.ts';

interface WritingOptions {
  readonly kind: ContentKind;
  readonly loaded: Loaded;
  readonly content: Content;
  readonly inspect: () => void;
  readonly takeImage: (file: File) => void;
  readonly chooseBlock: () => void;
}

/** The editor of a draft, with what it asks of the page around it. It is made once and outlives being drawn. */
export function useWriting({ kind, loaded, content, inspect, takeImage, chooseBlock }: WritingOptions) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayLock = useMay('content:lock');
  const author = useSession().user;
  /** Whether this tab may change the text itself; what is suggested changes nothing. */
  const mayWrite = useRef(true);
  const menu = useMemo(createMenuStore, []);
  const deeds = useRef<PageDeeds>(undefined);
  const page = useRef({ content, inspect, takeImage, chooseBlock, mayLock, author, ask: (() => ({})) as Host['ask'] });
  const [{ editor, host }] = useState(() => {
    const host: Host = {
      block: (ref) => page.current.content.bundle.blocks[ref] as unknown as Block | undefined,
      imageAddress: (asset) => page.current.content.images.get(asset),
      ask: (expression, pos) => page.current.ask(expression, pos),
      openBlock: (ref) => void navigate({ to: '/editor/$kind/$id', params: { kind: 'block', id: ref } }),
      chooseBlock: () => page.current.chooseBlock(),
      removeArea: (path) => removeArea(made, path),
      inspect: () => page.current.inspect(),
      takeImage: (file) => page.current.takeImage(file),
      redraws: new Set(),
      mayChangeLocked: () => page.current.mayLock,
      refusedLocked: () => say(t('editor.locked.refused')),
      suggesting: {
        author: () => page.current.author,
        mayWrite: () => mayWrite.current,
        refused: (why) => say(t(`editor.suggestions.refused.${why}`)),
      },
    };
    const document = loaded.draft.document as unknown as Written;
    const language = (document.languages as string[] | undefined)?.[0] ?? (loaded.bundle.template.languages as string[])[0] ?? 'en';
    const made: Editor = startEditor({ document, language, label: t('editor.text'), host, menu, deeds: () => deeds.current! });
    return { editor: made, host };
  });
  const doc = useEditorState(editor, (state) => state.doc);
  const document = useMemo(() => fromEditor(doc), [doc]);
  const language = doc.attrs.language as string;
  const template = (kind === 'template' ? document : content.bundle.template) as unknown as Template;
  const { data } = template;
  const { brand, record } = content;
  const desk = useMemo(() => openedOnce(() => openDesk({ data }, brand, language)), [data, brand, language]);
  const ask: Host['ask'] = (expression, pos) =>
    desk().ask(expression, namesAt(editor.state.doc, Math.min(pos, editor.state.doc.content.size)), record);
  page.current = { content, inspect, takeImage, chooseBlock, mayLock, author, ask };
  // What other things are drawn of changed: pictures and blocks in the text are drawn again.
  const { images } = content;
  const { blocks } = content.bundle;
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are what is drawn
  useEffect(() => {
    for (const redraw of host.redraws) redraw();
  }, [host, images, blocks]);
  const { languages } = document as { languages?: readonly string[] };
  const around: Surroundings = useMemo(
    () => ({
      ...{ data, language, fields: dataFields(data) },
      perLanguage: (languages?.length ?? 2) > 1,
      blocks: Object.keys(blocks),
      assets: [...images.keys()],
      boxStyles: Object.keys(brand.boxStyles ?? {}),
    }),
    [data, language, languages, blocks, images, brand],
  );
  return { editor, host, menu, deeds, mayWrite, doc, document, language, around };
}

/** Opened when it is first asked for: it knows all functions and the whole data, which nobody needs to see a text. */
function openedOnce<T>(open: () => T): () => T {
  let opened: T | undefined;
  return () => (opened ??= open());
}
