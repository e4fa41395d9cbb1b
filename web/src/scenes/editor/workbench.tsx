import { Button, Group } from '@mantine/core';
import { api } from '@posthorn/contract';
import type { AskedZone, Diagnostic, TemplateContact } from '@posthorn/engine';
import { useQueryClient } from '@tanstack/react-query';
import type { EditorState } from '@tiptap/pm/state';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keyOf } from '../../api/use-api.ts';
import { takesText } from '../../parts/takes-text.ts';
import { Bar } from './bar.tsx';
import { BlockDialogs } from './blocks/block-dialogs.tsx';
import { useAnswers } from './clerk/use-answers.ts';
import { LinkDialog, ShortcutsDialog } from './dialogs.tsx';
import type { Docked } from './dock.tsx';
import { FindBar } from './find-bar.tsx';
import { fieldItems, insertItems, markAs } from './menus/menu-items.tsx';
import { TypedMenu } from './menus/typed-menu.tsx';
import type { Written } from './model/areas.ts';
import { toEditor } from './model/to-editor.ts';
import type { PreviewFormat } from './preview/messages.ts';
import { PreviewPane } from './preview/preview-pane.tsx';
import { partOf, posOfSource, sourceOf } from './preview/sources.ts';
import { Recovery } from './recovery.tsx';
import { sameContent } from './saving/same-content.ts';
import { Side } from './side.tsx';
import { Standing } from './standing.tsx';
import { AssistMenu } from './suggestions/assist-menu.tsx';
import { useAsIfAccepted } from './suggestions/use-as-if-accepted.ts';
import { useSuggestions } from './suggestions/use-suggestions.ts';
import { Surface } from './surface.tsx';
import { Toolbar } from './toolbar.tsx';
import { useContent } from './use-content.ts';
import type { Loaded } from './use-draft.ts';
import { sameJson, useEditorState } from './use-editor-state.ts';
import { useFindings } from './use-findings.ts';
import { useImages } from './use-images.ts';
import { usePassages } from './use-passages.ts';
import { usePreview } from './use-preview.ts';
import { useSaving } from './use-saving.ts';
import { useParts, useSame, useStable } from './use-stable.ts';
import { useWriting } from './use-writing.ts';
import { addArea, type Channel, channelOf, placesOf, possibleAreas, replaceDocument } from './writing/areas-shown.ts';
import { goToPos } from './writing/go-to.ts';
import { rangeOf } from './writing/plugins/findings.ts';
import { isInSight, showPlaces } from './writing/plugins/sight.ts';
import { areaName } from './writing/views/frame-views.ts';
import type { ZoneKind } from './writing/zones.ts';

const formatOf: Readonly<Record<Channel, PreviewFormat>> = {
  letter: 'pdf',
  email: 'email',
  web: 'html',
  sms: 'sms',
  chat: 'chat',
  push: 'push',
};

const NO_ZONES: readonly AskedZone[] = [];

interface WorkbenchProps {
  readonly loaded: Loaded;
  readonly kind: 'template' | 'block';
  readonly id: string;
}

/** Where an author writes: the text, what comes out of it, and what is selected. */
export function Workbench({ loaded, kind, id }: WorkbenchProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const content = useContent(kind, id, loaded);
  const [channel, setChannel] = useState<Channel>('letter');
  const [dock, setDock] = useState<Docked | null>(null);
  const [dialog, setDialog] = useState<'find' | 'link' | 'shortcuts' | 'zone' | 'block' | 'newBlock'>();
  const images = useImages(content);
  const writing = useWriting({
    ...{ kind, loaded, content },
    inspect: () => setDock('properties'),
    takeImage: (file) => images.current(file),
    chooseBlock: () => setDialog('block'),
  });
  const closeDialog = useStable(() => setDialog(undefined));
  const { editor, host, menu, deeds, doc, document, language, around } = writing;
  images.editor.current = editor;
  const clerk = useAnswers(content.bundle.template.id as string, content.sample?.id ?? '');
  const { answers } = clerk;
  const { shown, document: previewed } = useAsIfAccepted(doc, document);
  const written = useStable(() => document);
  const preview = usePreview(content, {
    document: previewed,
    record: content.record,
    answers,
    format: formatOf[channel],
    language,
  });
  const places = useMemo(() => placesOf(doc, channel), [doc, channel]);
  const wish = { document, doc, places, record: content.record, answers, format: formatOf[channel] };
  const { findings, judgement } = useFindings({ editor, kind, content, preview, wish });
  const passages = usePassages(editor, kind, id);

  // What was changed is kept and saved; a change of language alone changes nothing that is kept.
  const saved = useRef(document);
  const put = useStable((next: Written, options?: { readonly undoable: boolean }) =>
    replaceDocument(editor, toEditor(next, languageOf(next, language), editor.schema), options),
  );
  const news = useRef(() => {});
  const saving = useSaving({
    ...{ kind, id, loaded },
    // What others wrote is no change of this tab's: neither saved again nor taken back here.
    show: (theirs) => {
      saved.current = theirs;
      put(theirs, { undoable: false });
    },
    commented: () => void queries.invalidateQueries({ queryKey: keyOf(api.comments.list) }),
    suggested: () => news.current(),
  });
  const suggestions = useSuggestions({ editor, kind, id, saving, news });
  const saver = useRef(saving.saver);
  useEffect(() => {
    if (saved.current === document) return;
    // Documents share what did not change: only what did is compared.
    const same = sameContent(saved.current, document);
    saved.current = document;
    if (!same) saver.current.change(document);
  }, [document]);

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
  writing.mayWrite.current = mayWrite;
  // What is suggested changes nothing: also who may not write now can do it.
  const mayEdit = mayWrite || (suggestions.on && saving.closed !== 'gone');
  useEffect(() => editor.setEditable(mayEdit, false), [editor, mayEdit]);

  const comment = useStable(() => {
    passages.begin();
    setDock('comments');
  });
  const toolDeeds = {
    inserts: useStable(() => itemsOf('insert', '')),
    openLink: useStable(() => setDialog('link')),
    openFind: useStable(() => setDialog('find')),
    openShortcuts: useStable(() => setDialog('shortcuts')),
    newBlock: useStable(() => setDialog('newBlock')),
    openZones: useStable((opened: boolean) => setDialog(opened ? 'zone' : undefined)),
    markZone: useStable((zone: ZoneKind) => markAs(zone, editor, around, host)),
  };
  deeds.current = {
    link: toolDeeds.openLink,
    find: toolDeeds.openFind,
    save: () => void saving.saver.flush(),
    zone: () => setDialog('zone'),
    newBlock: toolDeeds.newBlock,
    properties: () => {
      setDock('properties');
      requestAnimationFrame(focusProperties);
    },
    comment,
    areas: () => globalThis.document.querySelector<HTMLElement>('.ed-bar input:checked')?.focus(),
  };
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
  const toFinding = useStable((finding: Diagnostic) => {
    const range = finding.place.part === kind ? rangeOf(editor.state.doc, finding) : undefined;
    if (range === undefined) return;
    setChannel(channelOf(editor.state.doc, editor.state.doc.resolve(range.from + 1).node(1).attrs.path));
    goToPos(editor, host, range.from);
  });
  const part = partOf(kind, id);
  const absent = shown.on ? 'deleted' : 'inserted';
  const sources = useEditorState(editor, sourcesAt(part), sameJson);
  const point = useStable((source: string) => {
    const pos = posOfSource(editor.state.doc, part, source, absent);
    if (pos !== undefined) goToPos(editor, host, pos);
  });
  const missing = possibleAreas(doc, channel);
  const { brand } = content;
  const styles = useMemo(() => Object.keys(brand.styles), [brand]);
  const showSuggestions = useStable(() => setDock('suggestions'));
  const assist = useMemo(
    () => mayEdit && <AssistMenu editor={editor} kind={kind} id={id} shown={showSuggestions} />,
    [mayEdit, editor, kind, id, showSuggestions],
  );
  const zones = useSame(preview.answer?.zones);
  const finishing = useParts({ ...clerk, zones: zones ?? NO_ZONES, ...wholeOf(document) });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens for the key that lists all keys
    <div
      ref={fitBelow}
      className="ed"
      onKeyDown={(event) => {
        if (event.key !== '?' || takesText(event.target)) return;
        event.preventDefault();
        setDialog('shortcuts');
      }}
    >
      <Bar
        {...{ kind, id, editor, channel, setChannel, saving, written, replace: put, ready: suggestions.send, content }}
        isNew={loaded.draft.basedOn === undefined}
        name={document.name}
        languages={document.languages}
        errors={findings.filter(({ severity }) => severity === 'error').length}
      />
      <Standing saving={saving} kind={kind} id={id} />
      <Recovery loaded={loaded} kind={kind} id={id} saving={saving} replace={put} />
      <Toolbar
        editor={editor}
        {...{ styles, comment, assist }}
        {...toolDeeds}
        suggesting={suggestions.on}
        zonesOpened={dialog === 'zone'}
      />
      {dialog === 'find' && <FindBar editor={editor} close={closeDialog} />}
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
            asIfAccepted={shown.on}
            format={formatOf[channel]}
            content={content}
            marked={sources[absent]}
            point={point}
          />
          <Side
            {...{
              kind,
              id,
              editor,
              around,
              host,
              content,
              findings,
              judgement,
              passages,
              suggestions,
              saving,
              dock,
              setDock,
              toFinding,
            }}
            asIfAccepted={shown}
            clerk={finishing}
          />
        </div>
      </div>
      <TypedMenu store={menu} itemsOf={itemsOf} announce={announce} />
      <ShortcutsDialog opened={dialog === 'shortcuts'} close={closeDialog} />
      <BlockDialogs {...{ editor, content, host, dialog, language, close: closeDialog }} without={kind === 'block' ? id : undefined} />
      {dialog === 'link' && <LinkDialog editor={editor} close={closeDialog} />}
    </div>
  );
}

/** What of the pages the cursor stands at: of those of the text as it is, and of those as if all that is suggested were accepted. */
const sourcesAt =
  (part: string) =>
  ({ doc, selection }: EditorState) => ({
    inserted: sourceOf(doc, part, selection.from),
    deleted: sourceOf(doc, part, selection.from, 'deleted'),
  });

/** The desk ends where the window does, whatever stands above it. */
function fitBelow(desk: HTMLElement | null): void {
  desk?.style.setProperty('--ed-top', `${Math.round(desk.getBoundingClientRect().top + globalThis.scrollY)}px`);
}

/** The panel comes with the next picture; the keyboard goes on there. */
function focusProperties(): void {
  document.querySelector<HTMLElement>('.ed-properties :is(input, textarea, button[aria-haspopup])')?.focus();
}

/** How communications of a template come about, and what the contact policy must know; a block has both from its templates. */
const wholeOf = ({ kind, use, contact }: Written) => ({
  use: kind === 'template' ? ((use as string | undefined) ?? 'batch') : undefined,
  contact: contact as TemplateContact | undefined,
});

/** The language in which a document is shown: the one that is shown, or its first where it has that one no more. */
function languageOf({ languages }: Written, shown: string): string {
  const own = languages as readonly string[] | undefined;
  return own === undefined || own.includes(shown) ? shown : own[0]!;
}
