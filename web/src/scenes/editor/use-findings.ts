import type { Diagnostic } from '@posthorn/engine';
import type { Editor } from '@tiptap/core';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { hintText } from './language/language-panel.tsx';
import type { Content } from './use-content.ts';
import type { ContentKind } from './use-draft.ts';
import { type Judgement, type JudgeWish, useJudge } from './use-judge.ts';
import type { Preview } from './use-preview.ts';
import { useSame } from './use-stable.ts';
import { underline } from './writing/plugins/findings.ts';
import { placeHints, showHints } from './writing/plugins/hints.ts';

interface FindingsOptions {
  readonly editor: Editor;
  readonly kind: ContentKind;
  readonly content: Content;
  readonly preview: Preview;
  readonly wish: JudgeWish;
}

/** All that was found: at once what the preview met, in pauses everything else; underlined in the text. */
export function useFindings({ editor, kind, content, preview, wish }: FindingsOptions): {
  readonly findings: readonly Diagnostic[];
  readonly judgement: Judgement;
} {
  const { t } = useTranslation();
  const judgement = useJudge(content, wish, preview.answer !== undefined);
  // What is found stays the same at most keys: then no list is drawn anew.
  const met = useSame(preview.answer?.findings);
  const judged = useSame(judgement.findings);
  const findings = useMemo(() => withoutRepeats([...(met ?? []), ...judged]), [met, judged]);
  // With every answer, for marks go where another document is shown: what is marked already costs little.
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer that found the same belongs to another text
  useEffect(() => {
    // A text that lacks a language is shown as lacking when that language is written.
    const told = findings.filter(({ code }) => code !== 'text.missing-language');
    const marked = underline(editor.state, told, kind);
    if (marked !== undefined) editor.view.dispatch(marked);
  }, [editor, findings, kind, preview.answer, judgement]);
  useEffect(() => {
    const { doc, judged, pointers } = judgement;
    // What was judged while one wrote on is judged again in a moment; its places are no longer true.
    if (doc === undefined || doc !== editor.state.doc) return;
    const shown = showHints(editor.state, placeHints(doc, judged.hints, pointers), (hint) => hintText(hint, t));
    if (shown !== undefined) editor.view.dispatch(shown);
  }, [editor, judgement, t]);
  return { findings, judgement };
}

function withoutRepeats(findings: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Map(
    findings.map((finding) => [`${finding.code} ${finding.place.part} ${finding.place.pointer} ${finding.message}`, finding]),
  );
  return seen.size === findings.length ? findings : [...seen.values()];
}
