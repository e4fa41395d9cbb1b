import { api } from '@posthorn/contract';
import type { Editor } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';
import { useEffect, useMemo, useState } from 'react';
import { useApi } from '../../api/use-api.ts';
import type { Passage } from '../reviews/comments/comments-card.tsx';
import type { ContentKind } from './use-draft.ts';
import { useParts, useStable } from './use-stable.ts';
import { setAttributes } from './writing/commands.ts';
import { idOf, markComments } from './writing/plugins/comments.ts';

const longestQuote = 300;

/** Comments beside the text: the passage that is about to be commented on, and the marks of those that were. */
export function usePassages(editor: Editor, kind: ContentKind, id: string) {
  const [passage, choose] = useState<Passage>();
  const { data } = useApi(api.comments.list, { params: { kind, id } });
  const open = useMemo(() => (data?.rows ?? []).filter(({ resolvedAt }) => resolvedAt === undefined), [data]);
  useEffect(() => {
    const marked = open.flatMap(({ id: comment, anchor }) =>
      anchor === undefined ? [] : [{ id: comment, nodeId: anchor.nodeId, quote: anchor.quote }],
    );
    const tr = markComments(editor.state, marked);
    if (tr !== undefined) editor.view.dispatch(tr);
  }, [editor, open]);
  const begin = useStable(() => choose(chosenPassage(editor)));
  return useParts({ passage, choose, open: open.length, begin });
}

/** The selected words and their node; a node that has no id yet gets one, by which the comment finds it again. */
function chosenPassage(editor: Editor): Passage | undefined {
  const { selection, doc } = editor.state;
  const { $from, from, to } = selection;
  const whole = selection instanceof NodeSelection && !selection.node.isInline;
  const pos = whole ? from : $from.parent.isTextblock && $from.parent.type.name !== 'line' ? $from.before() : undefined;
  const node = pos === undefined ? null : doc.nodeAt(pos);
  if (pos === undefined || node === null) return undefined;
  const nodeId = idOf(node) ?? giveId(editor, pos);
  const quote = whole ? '' : doc.textBetween(from, Math.min(to, $from.end()), undefined, '\ufffc').slice(0, longestQuote);
  return { nodeId, quote, language: doc.attrs.language as string };
}

function giveId(editor: Editor, pos: number): string {
  const id = `n${crypto.randomUUID().slice(0, 8)}`;
  const node = editor.state.doc.nodeAt(pos)!;
  const holder = node.attrs.model === undefined ? 'props' : 'model';
  setAttributes(pos, { [holder]: { ...node.attrs[holder], id } })(editor.state, editor.view.dispatch);
  return id;
}
