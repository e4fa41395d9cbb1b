import { Slice } from '@tiptap/pm/model';
import { type EditorState, Plugin, Selection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { cleanHtml } from '../model/clean.ts';
import { writingOf } from '../model/from-editor.ts';
import type { Host } from './host.ts';

/** Content of this editor on the clipboard, beside what other programs understand. */
const OWN = 'application/x-posthorn+json';

/** Within the editor content is copied as what it is; what comes from elsewhere is cleaned into the model. */
export const clipboardPlugin = (host: Pick<Host, 'takeImage'>): Plugin =>
  new Plugin({
    props: {
      handleDOMEvents: {
        copy: (view, event) => put(view, event, false),
        cut: (view, event) => put(view, event, true),
      },
      handlePaste: (view, event) => {
        const image = imageIn(event.clipboardData);
        if (image !== undefined) {
          host.takeImage(image);
          return true;
        }
        const slice = sliceOf(event.clipboardData, view.state);
        if (slice === undefined) return false;
        view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView().setMeta('paste', true));
        return true;
      },
      // A picture from the desktop is uploaded and stands where it was dropped.
      handleDrop: (view, event) => {
        const image = imageIn(event.dataTransfer);
        if (image === undefined) return false;
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
        if (at !== null) view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(at.pos))));
        host.takeImage(image);
        return true;
      },
      transformPasted: withoutIds,
    },
  });

/** A picture alone: Word and browsers lay one beside the text that was copied, which counts then. */
function imageIn(data: DataTransfer | null): File | undefined {
  if (data === null || data.getData('text/html') !== '' || data.getData(OWN) !== '') return undefined;
  return [...data.files].find(({ type }) => ['image/png', 'image/jpeg', 'image/svg+xml'].includes(type));
}

function put(view: EditorView, event: ClipboardEvent, cut: boolean): boolean {
  const { selection } = view.state;
  if (selection.empty || event.clipboardData === null) return false;
  const slice = selection.content();
  const { dom, text } = view.serializeForClipboard(slice);
  event.preventDefault();
  event.clipboardData.setData(OWN, JSON.stringify(slice.toJSON()));
  event.clipboardData.setData('text/html', dom.innerHTML);
  event.clipboardData.setData('text/plain', text);
  if (cut) view.dispatch(view.state.tr.deleteSelection().scrollIntoView());
  return true;
}

function sliceOf(data: DataTransfer | null, { schema, doc }: EditorState): Slice | undefined {
  const own = data?.getData(OWN);
  if (own) return withoutIds(Slice.fromJSON(schema, JSON.parse(own)));
  const html = data?.getData('text/html');
  if (html) return cleanHtml(html, schema, writingOf(doc));
  return undefined;
}

/** A copy is another node than what it was copied from. */
function withoutIds(slice: Slice): Slice {
  const strip = (json: unknown): unknown => {
    if (Array.isArray(json)) return json.map(strip);
    if (json === null || typeof json !== 'object') return json;
    return Object.fromEntries(
      Object.entries(json).map(([key, value]) => {
        // Nor does it carry along what was suggested there.
        if (key === 'marks' && Array.isArray(value)) return [key, value.filter(({ type }) => type !== 'inserted' && type !== 'deleted')];
        if ((key === 'props' || key === 'model') && value !== null && typeof value === 'object') {
          const { id: _, ...rest } = value as Record<string, unknown>;
          return [key, rest];
        }
        return [key, strip(value)];
      }),
    );
  };
  const [first] = slice.content.content;
  return first === undefined ? slice : Slice.fromJSON(first.type.schema, strip(slice.toJSON()));
}
