import { type Command, type EditorState, type Selection, TextSelection } from '@tiptap/pm/state';
import { placesInSight } from './plugins/sight.ts';

/** From the place that one writes in to the next in sight, or with -1 to the one before: subject, text, frames. */
export const toPlace =
  (direction: 1 | -1): Command =>
  (state, dispatch) => {
    const places = placesInSight(state);
    const here = places.findIndex(({ pos }) => pos === state.selection.$from.before(1));
    const next = places[here + direction];
    if (next === undefined) return false;
    dispatch?.(state.tr.setSelection(TextSelection.near(state.doc.resolve(next.pos + 1), 1)).scrollIntoView());
    return true;
  };

/** In a place of one line, such as the subject, Enter goes on to the next place. */
export const leaveLine: Command = (state, dispatch) => state.selection.$from.parent.type.name === 'line' && toPlace(1)(state, dispatch);

/** To the beginning or the end of the place that one writes in; beyond it stand other texts. With `selecting` all up to there is selected. */
export const toEdge =
  (edge: 'start' | 'end', selecting = false): Command =>
  (state, dispatch) => {
    dispatch?.(state.tr.setSelection(edgeOf(state, edge, selecting)).scrollIntoView());
    return true;
  };

function edgeOf({ doc, selection }: EditorState, edge: 'start' | 'end', selecting: boolean): Selection {
  const [at, side] = edge === 'start' ? [selection.$from.start(1), 1] : [selection.$to.end(1), -1];
  const there = TextSelection.near(doc.resolve(at), side).$head;
  return selecting ? TextSelection.between(selection.$anchor, there) : TextSelection.between(there, there);
}
