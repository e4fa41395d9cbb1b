import '../reviews/reviews.css';
import type { AskedZone, Diagnostic, TemplateContact } from '@posthorn/engine';
import type { Editor } from '@tiptap/core';
import { memo } from 'react';
import { CommentsCard } from '../reviews/comments/comments-card.tsx';
import { ClerkPanel } from './clerk/clerk-panel.tsx';
import type { useAnswers } from './clerk/use-answers.ts';
import { Dock, type Docked } from './dock.tsx';
import { Findings } from './findings.tsx';
import { LanguagePanel } from './language/language-panel.tsx';
import { Properties } from './properties/properties.tsx';
import { SuggestionsPanel } from './suggestions/suggestions-panel.tsx';
import type { AsIfAccepted } from './suggestions/use-as-if-accepted.ts';
import type { Suggestions } from './suggestions/use-suggestions.ts';
import type { Content } from './use-content.ts';
import type { ContentKind } from './use-draft.ts';
import { useEditorState } from './use-editor-state.ts';
import type { Judgement } from './use-judge.ts';
import type { usePassages } from './use-passages.ts';
import type { Saving } from './use-saving.ts';
import { setContact, setUse } from './writing/areas-shown.ts';
import { goToPos } from './writing/go-to.ts';
import type { Host } from './writing/host.ts';
import type { Surroundings } from './writing/inserts.ts';
import { passageOf } from './writing/plugins/comments.ts';
import { hintsOf } from './writing/plugins/hints.ts';

interface SideProps {
  readonly kind: ContentKind;
  readonly id: string;
  readonly editor: Editor;
  readonly around: Surroundings;
  readonly host: Host;
  readonly content: Content;
  readonly findings: readonly Diagnostic[];
  readonly judgement: Judgement;
  readonly passages: ReturnType<typeof usePassages>;
  readonly clerk: ReturnType<typeof useAnswers> & {
    readonly zones: readonly AskedZone[];
    readonly use: string | undefined;
    readonly contact: TemplateContact | undefined;
  };
  readonly suggestions: Suggestions;
  readonly asIfAccepted: AsIfAccepted;
  readonly saving: Saving;
  readonly dock: Docked | null;
  readonly setDock: (dock: Docked | null) => void;
  readonly toFinding: (finding: Diagnostic) => void;
}

/** What is known of the text and of what is selected in it. */
export const Side = memo(function Side(props: SideProps) {
  const { kind, id, editor, around, host, content, findings, judgement, passages, clerk, dock, setDock, toFinding } = props;
  const hints = useEditorState(editor, (state) => hintsOf(state).length);
  const errors = findings.some(({ severity }) => severity === 'error');
  const back = () => {
    setDock(null);
    editor.view.focus();
  };
  return (
    <Dock
      open={dock}
      set={setDock}
      counts={{ findings: findings.length, language: hints, comments: passages.open, suggestions: props.suggestions.all.length }}
      alarm={errors ? 'findings' : undefined}
    >
      {{
        properties: () => <Properties editor={editor} around={around} host={host} close={back} />,
        clerk: () => (
          <ClerkPanel
            {...clerk}
            data={around.fields}
            setUse={(use) => setUse(editor, use)}
            setContact={(contact) => setContact(editor, contact)}
          />
        ),
        findings: () => <Findings of={findings} goTo={toFinding} />,
        language: () => <LanguagePanel editor={editor} judgement={judgement} brand={content.brand} templateClass={content.bundle.class} />,
        suggestions: () => (
          <SuggestionsPanel
            {...{ kind, id, editor, saving: props.saving, suggestions: props.suggestions, asIfAccepted: props.asIfAccepted }}
            comment={(passage) => {
              passages.choose(passage);
              setDock('comments');
            }}
          />
        ),
        comments: () => (
          <CommentsCard
            kind={kind}
            id={id}
            passage={passages.passage}
            choose={passages.choose}
            show={(nodeId) => {
              const found = passageOf(editor.state.doc, { nodeId, quote: undefined });
              if (found !== undefined) goToPos(editor, host, found.from);
            }}
          />
        ),
      }}
    </Dock>
  );
});
