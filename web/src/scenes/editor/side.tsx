import '../reviews/reviews.css';
import type { Diagnostic } from '@posthorn/engine';
import type { Editor } from '@tiptap/core';
import { CommentsCard } from '../reviews/comments/comments-card.tsx';
import { Dock, type Docked } from './dock.tsx';
import { Findings } from './findings.tsx';
import { LanguagePanel } from './language/language-panel.tsx';
import { Properties } from './properties/properties.tsx';
import type { Content } from './use-content.ts';
import type { ContentKind } from './use-draft.ts';
import { useEditorState } from './use-editor-state.ts';
import type { Judgement } from './use-judge.ts';
import type { usePassages } from './use-passages.ts';
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
  readonly dock: Docked | null;
  readonly setDock: (dock: Docked | null) => void;
  readonly toFinding: (finding: Diagnostic) => void;
}

/** What is known of the text and of what is selected in it. */
export function Side({ kind, id, editor, around, host, content, findings, judgement, passages, dock, setDock, toFinding }: SideProps) {
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
      counts={{ findings: findings.length, language: hints, comments: passages.open }}
      alarm={errors ? 'findings' : undefined}
    >
      {{
        properties: () => <Properties editor={editor} around={around} host={host} close={back} />,
        findings: () => <Findings of={findings} goTo={toFinding} />,
        language: () => (
          <LanguagePanel
            editor={editor}
            judgement={judgement}
            brand={content.brand}
            templateClass={content.bundle.template.class as string | undefined}
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
}
