import { Button, Group } from '@mantine/core';
import { api } from '@posthorn/contract';
import type { Block, Brand, DataRecord, Diagnostic, Template } from '@posthorn/engine';
import { openDesk } from '@posthorn/engine/authoring';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Editor } from '@tiptap/core';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keyOf } from '../../api/use-api.ts';
import { Bar } from './bar.tsx';
import { LinkDialog, ShortcutsDialog } from './dialogs.tsx';
import { FindBar } from './find-bar.tsx';
import { Findings } from './findings.tsx';
import { fieldItems, insertItems } from './menus/menu-items.tsx';
import { createMenuStore } from './menus/menu-store.ts';
import { TypedMenu } from './menus/typed-menu.tsx';
import type { Written } from './model/areas.ts';
import { dataFields } from './model/data-fields.ts';
import { fromEditor } from './model/from-editor.ts';
import { namesAt } from './model/places.ts';
import { toEditor } from './model/to-editor.ts';
import { findSource } from './preview/find-source.ts';
import type { PreviewFormat } from './preview/messages.ts';
import { PreviewPane } from './preview/preview-pane.tsx';
import { Properties } from './properties/properties.tsx';
import { Recovery } from './recovery.tsx';
import { Standing } from './standing.tsx';
import { Surface } from './surface.tsx';
import { Toolbar } from './toolbar.tsx';
import type { Loaded } from './use-draft.ts';
import { useEditorState } from './use-editor-state.ts';
import { usePreview } from './use-preview.ts';
import { useSaving } from './use-saving.ts';
import { addArea, type Channel, channelOf, placesOf, possibleAreas, removeArea, replaceDocument } from './writing/areas-shown.ts';
import type { Host } from './writing/host.ts';
import type { PageDeeds } from './writing/keys.ts';
import { rangeOf, underline } from './writing/plugins/findings.ts';
import { isInSight, showPlaces } from './writing/plugins/sight.ts';
import { startEditor } from './writing/start-editor.ts';
import { areaName, select } from './writing/views/frame-views.ts';

const formatOf: Readonly<Record<Channel, PreviewFormat>> = { letter: 'pdf', email: 'email', web: 'html', sms: 'sms', chat: 'chat' };

interface WorkbenchProps {
  readonly loaded: Loaded;
  readonly kind: 'template' | 'block';
  readonly id: string;
}

/** Where an author writes: the text, what comes out of it, and what is selected. */
export function Workbench({ loaded, kind, id }: WorkbenchProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [sample, setSample] = useState(loaded.bundle.samples[0]?.id ?? '');
  const [channel, setChannel] = useState<Channel>('letter');
  const [panel, setPanel] = useState(false);
  const [dialog, setDialog] = useState<'find' | 'link' | 'shortcuts'>();
  const record = (loaded.bundle.samples.find((one) => one.id === sample)?.record ?? {}) as DataRecord;
  const images = useImages(loaded);
  const menu = useMemo(createMenuStore, []);
  const desk = useRef<Pick<Host, 'ask'>>({ ask: () => ({}) });
  const deeds = useRef<PageDeeds>(undefined);
  const [editor] = useState<Editor>(() => {
    const host: Host = {
      block: (ref) => loaded.bundle.blocks[ref] as unknown as Block | undefined,
      imageAddress: (asset) => images.get(asset),
      ask: (expression, pos) => desk.current.ask(expression, pos),
      openBlock: (ref) => void navigate({ to: '/editor/$kind/$id', params: { kind: 'block', id: ref } }),
      removeArea: (path) => removeArea(editorOf(), path),
      inspect: () => setPanel(true),
    };
    const document = loaded.draft.document as unknown as Written;
    const language = (document.languages as string[] | undefined)?.[0] ?? (loaded.bundle.template.languages as string[])[0] ?? 'en';
    const made = startEditor({ document, language, label: t('editor.text'), host, menu, deeds: () => deeds.current! });
    const editorOf = () => made;
    Object.assign(made.storage, { host });
    return made;
  });
  const host = (editor.storage as unknown as { host: Host }).host;
  const doc = useEditorState(editor, (state) => state.doc);
  const document = useMemo(() => fromEditor(doc), [doc]);
  const language = doc.attrs.language as string;
  const template = (kind === 'template' ? document : loaded.bundle.template) as unknown as Template;
  const preview = usePreview(loaded, { document, record, format: formatOf[channel], language });
  const findings = preview.answer?.findings ?? NONE;

  const { data: schema } = template;
  const openedDesk = useMemo(
    () => openDesk({ data: schema }, loaded.bundle.brand as unknown as Brand, language),
    [schema, loaded, language],
  );
  desk.current = {
    ask: (expression, pos) => openedDesk.ask(expression, namesAt(editor.state.doc, Math.min(pos, editor.state.doc.content.size)), record),
  };

  // What was changed is kept and saved; a change of language alone changes nothing that is kept.
  const saved = useRef(document);
  const put = (next: Written, options?: { readonly undoable: boolean }) =>
    replaceDocument(editor, toEditor(next, languageOf(next, language), editor.schema), options);
  const saving = useSaving({
    ...{ kind, id, loaded },
    // What others wrote is no change of this tab's: neither saved again nor taken back here.
    show: (theirs) => {
      saved.current = theirs;
      put(theirs, { undoable: false });
    },
    commented: () => void queries.invalidateQueries({ queryKey: keyOf(api.comments.list, { params: { kind, id } }) }),
  });
  useEffect(() => {
    if (saved.current === document) return;
    const same = JSON.stringify(saved.current) === JSON.stringify(document);
    saved.current = document;
    if (!same) saving.saver.change(document);
  }, [document, saving.saver]);

  useEffect(() => {
    const marked = underline(editor.state, findings, kind);
    if (marked !== undefined) editor.view.dispatch(marked);
  }, [editor, findings, kind]);

  const places = useMemo(() => placesOf(doc, channel), [doc, channel]);
  const shownPlaces = places.join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: only other places are another sight
  useEffect(() => editor.view.dispatch(showPlaces(editor.state, places)), [editor, shownPlaces]);
  // Undo, find and findings lead to places that are not in sight: they come into sight.
  useEffect(() => {
    const follow = () => {
      if (!isInSight(editor.state)) setChannel(channelOf(editor.state.doc, editor.state.selection.$from.node(1)?.attrs.path));
    };
    editor.on('selectionUpdate', follow);
    return () => void editor.off('selectionUpdate', follow);
  }, [editor]);
  const mayWrite = saving.holder === undefined && saving.closed === undefined;
  useEffect(() => editor.setEditable(mayWrite, false), [editor, mayWrite]);

  deeds.current = {
    link: () => setDialog('link'),
    find: () => setDialog('find'),
    save: () => void saving.saver.flush(),
    properties: () => setPanel(true),
    areas: () => globalThis.document.querySelector<HTMLElement>('.ed-bar button, .ed-bar input')?.focus(),
  };
  const around = useMemo(
    () => ({
      data: template.data,
      fields: dataFields(template.data),
      language,
      perLanguage: ((document.languages as string[] | undefined)?.length ?? 2) > 1,
      blocks: Object.keys(loaded.bundle.blocks),
      assets: Object.keys(loaded.assets).filter((name) => images.has(name)),
    }),
    [template.data, language, document.languages, loaded, images],
  );
  const itemsOf = useCallback(
    (which: 'insert' | 'field', query: string) => {
      const range = menu.current()?.menu ?? { from: editor.state.selection.from, to: editor.state.selection.from };
      return which === 'field' ? fieldItems(editor, around, host, t, query, range) : insertItems(editor, around, host, t, query, range);
    },
    [editor, around, host, menu, t],
  );
  const announce = useCallback(
    (current: string | undefined) => {
      if (current === undefined) editor.view.dom.removeAttribute('aria-activedescendant');
      else editor.view.dom.setAttribute('aria-activedescendant', current);
    },
    [editor],
  );
  const goTo = (pos: number) => {
    const node = editor.state.doc.nodeAt(pos);
    if (node?.isTextblock)
      editor
        .chain()
        .focus(pos + 1)
        .scrollIntoView()
        .run();
    else select(editor.view, () => pos, host);
    (editor.view.nodeDOM(pos) as HTMLElement | null)?.scrollIntoView?.({ block: 'center', behavior: 'smooth' });
  };
  const toFinding = (finding: Diagnostic) => {
    const range = finding.place.part === kind ? rangeOf(editor.state.doc, finding) : undefined;
    if (range === undefined) return;
    setChannel(channelOf(editor.state.doc, editor.state.doc.resolve(range.from + 1).node(1).attrs.path));
    goTo(range.from);
  };
  const missing = possibleAreas(doc, channel);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens for the key that lists all keys
    <div
      className="ed"
      onKeyDown={(event) => {
        const inText = (event.target as HTMLElement).closest('.ed-text, input, textarea') !== null;
        if (event.key === '?' && !inText) setDialog('shortcuts');
      }}
    >
      <Bar
        kind={kind}
        id={id}
        editor={editor}
        document={document}
        channel={channel}
        setChannel={setChannel}
        saving={saving}
        findings={findings}
        replace={put}
      />
      <Standing saving={saving} kind={kind} id={id} />
      <Recovery loaded={loaded} kind={kind} id={id} saving={saving} replace={put} />
      <Toolbar
        editor={editor}
        styles={Object.keys((loaded.bundle.brand as unknown as Brand).styles)}
        inserts={() => itemsOf('insert', '')}
        openLink={() => setDialog('link')}
        openFind={() => setDialog('find')}
        openShortcuts={() => setDialog('shortcuts')}
      />
      {dialog === 'find' && <FindBar editor={editor} close={() => setDialog(undefined)} />}
      <div className="ed-desk">
        <div className="ed-writing">
          <Surface editor={editor} />
          {missing.length > 0 && (
            <Group gap={6} className="ed-missing-areas">
              {missing.map((area) => (
                <Button key={area.path} size="compact-sm" variant="default" onClick={() => addArea(editor, area)}>
                  {t('editor.area.add', { name: areaName(area.path) })}
                </Button>
              ))}
            </Group>
          )}
        </div>
        <div className="ed-side">
          <PreviewPane
            preview={preview}
            format={formatOf[channel]}
            samples={loaded.bundle.samples}
            sample={sample}
            chooseSample={setSample}
            point={(line) => {
              const pos = findSource(editor.state.doc, line, loaded.bundle.blocks as unknown as Record<string, Block>);
              if (pos !== undefined) goTo(pos);
            }}
          />
          {panel && <Properties editor={editor} around={around} host={host} close={() => setPanel(false)} />}
          <Findings of={findings} goTo={toFinding} />
        </div>
      </div>
      <TypedMenu store={menu} itemsOf={itemsOf} announce={announce} />
      <ShortcutsDialog opened={dialog === 'shortcuts'} close={() => setDialog(undefined)} />
      {dialog === 'link' && <LinkDialog editor={editor} close={() => setDialog(undefined)} />}
    </div>
  );
}

const NONE: readonly Diagnostic[] = [];

/** The language in which a document is shown: the one that is shown, or its first where it has that one no more. */
function languageOf({ languages }: Written, shown: string): string {
  const own = languages as readonly string[] | undefined;
  return own === undefined || own.includes(shown) ? shown : own[0]!;
}

/** Addresses of pictures by the names of their assets, for the text. */
function useImages({ bundle }: Loaded): ReadonlyMap<string, string> {
  return useMemo(() => {
    const fonts = JSON.stringify((bundle.brand as unknown as Brand).fonts);
    return new Map(
      Object.entries(bundle.assets)
        .filter(([name]) => !fonts.includes(`"${name}"`))
        .map(([name, { url }]) => [name, url]),
    );
  }, [bundle]);
}
