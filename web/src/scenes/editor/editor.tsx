import './editor.css';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Outline } from '../../parts/loaded.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { type ContentKind, useDraft } from './use-draft.ts';
import { Workbench } from './workbench.tsx';

const route = getRouteApi('/inside/editor/$kind/$id');

/** The author's editor for one template or block. */
export function EditorScene() {
  const { t, i18n } = useTranslation();
  const { kind, id } = route.useParams();
  const answer = useDraft(kind as ContentKind, id);
  if (answer.error) return <ProblemNote error={answer.error} />;
  if (answer.data === undefined) {
    return (
      <div role="status" aria-busy="true" aria-label={t('loading')}>
        <Outline height={640} />
      </div>
    );
  }
  // Another document is another editor; so is another language of the screen, in which frames and places have other names.
  return <Workbench key={`${kind}/${id} ${i18n.language}`} loaded={answer.data} kind={kind as ContentKind} id={id} />;
}
