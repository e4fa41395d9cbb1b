/** A run as it is being described, before it is started. Dates are days, YYYY-MM-DD, or empty. */
export interface Draft {
  readonly name: string;
  readonly templateId: string;
  readonly dataset: string;
  readonly from: string;
  readonly until: string;
  readonly limit: number | undefined;
}

export const emptyDraft: Draft = { name: '', templateId: '', dataset: '', from: '', until: '', limit: undefined };

/** What still keeps a draft from being started. */
export function faultIn(draft: Draft): 'template' | 'dataset' | 'dates' | undefined {
  if (draft.templateId === '') return 'template';
  if (draft.dataset === '') return 'dataset';
  if (draft.from !== '' && draft.until !== '' && draft.from > draft.until) return 'dates';
  return undefined;
}

/** The selection of records that a draft means. */
export function selectionOf(draft: Draft): { dataset: string; from?: string; until?: string; limit?: number } {
  return {
    dataset: draft.dataset,
    ...(draft.from === '' ? {} : { from: draft.from }),
    ...(draft.until === '' ? {} : { until: draft.until }),
    ...(draft.limit === undefined ? {} : { limit: draft.limit }),
  };
}
