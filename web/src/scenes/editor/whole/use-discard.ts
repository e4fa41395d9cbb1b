import { api } from '@posthorn/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../../api/call.ts';
import { keyOf } from '../../../api/use-api.ts';
import { useAsk } from '../../../parts/confirm.tsx';
import { sayProblem } from '../../../parts/notify.tsx';
import type { DraftKind } from '../use-draft.ts';
import type { Saving } from '../use-saving.ts';

const shownIn = {
  template: [api.content.template, api.content.templates],
  block: [api.blocks.get, api.blocks.list],
  brand: [api.brands.get, api.brands.list],
} as const;

/** Gives a draft up after asking: what is released stays, and its saves stay in the record. `done` leads on to where it is no more. */
export function useDiscard(kind: DraftKind, id: string, saving: Pick<Saving, 'saver'>, done: () => Promise<void>): () => Promise<void> {
  const { t } = useTranslation();
  const ask = useAsk();
  const queries = useQueryClient();
  return async () => {
    const deed = t('editor.discard.deed');
    if ((await ask({ title: deed, text: t('editor.discard.text'), deed, dangerous: true })) === undefined) return;
    try {
      // What was written last is not saved any more.
      await saving.saver.giveUp(saving.saver.revision());
      await call(api.drafts.discard, { params: { kind, id } });
      await Promise.all(shownIn[kind].map((endpoint) => queries.invalidateQueries({ queryKey: keyOf(endpoint) })));
      await done();
    } catch (error) {
      sayProblem(error);
    }
  };
}
