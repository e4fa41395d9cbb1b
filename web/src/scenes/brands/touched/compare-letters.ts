import type { Brand } from '@posthorn/engine';
import { findingInWords } from '../../../i18n/in-words.ts';
import { openPdfBytes } from '../../../parts/pdf-document.ts';
import { createComposer } from '../../editor/preview/composer.ts';
import { openWorker } from '../../editor/preview/engine-worker.ts';
import type { Answer } from '../../editor/preview/messages.ts';
import { comparePages, type Opened, pictureOf } from '../../reviews/pictures/compared-pages.ts';
import type { Shown } from '../preview/use-composed.ts';

/** A look with its fonts and images. */
export interface Look {
  readonly brand: Brand;
  readonly assets: { readonly [name: string]: Uint8Array };
}

/** A letter in both looks. */
export interface Compared {
  /** Addresses of pictures of the page that shows the difference best: the first that has one. */
  readonly before?: string;
  readonly after?: string;
  readonly page: number;
  readonly pages: { readonly before: number; readonly after: number };
  /** How many pages are different. */
  readonly different: number;
  /** Why there is no letter in the new look. */
  readonly errors: readonly string[];
}

const SHOWN_AT = 0.9;

/** Sets letters in one look, one after the other. */
function createSetter({ brand, assets }: Look) {
  let hear: (answer: Answer) => void = () => undefined;
  const composer = createComposer(openWorker(), (answer) => hear(answer));
  return {
    set: ({ template, blocks, record, language }: Shown, own: Look['assets']): Promise<Answer> =>
      new Promise((resolve) => {
        hear = resolve;
        composer.setParts({ brand, blocks, assets: { ...own, ...assets } });
        composer.ask({ template, record, language, format: 'pdf', answers: {} });
      }),
    close: () => composer.close(),
  };
}

/**
 * Sets letters in two looks and tells in what they differ. Each look has a worker of its own, which keeps its fonts from letter to letter.
 * Close it when it is needed no more.
 */
export function createComparer(before: Look, after: Look) {
  const [former, latter] = [createSetter(before), createSetter(after)];
  return {
    async compare(shown: Shown, own: Look['assets'], stale: () => boolean): Promise<Compared | undefined> {
      const [older, newer] = await Promise.all([former.set(shown, own), latter.set(shown, own)]);
      if (stale()) return undefined;
      const errors = newer.findings.filter(({ severity }) => severity === 'error').map((finding) => findingInWords(finding).message);
      const [old, now] = [older, newer].map(({ rendition }) => (rendition?.format === 'pdf' ? openPdfBytes(rendition.bytes) : undefined));
      const nothing = { page: 0, different: 0, pages: { before: older.pages?.length ?? 0, after: newer.pages?.length ?? 0 }, errors };
      if (now === undefined) return nothing;
      try {
        const documents = { before: await old?.document, after: await now.document };
        return { ...nothing, ...(await pictured(documents, stale)) };
      } finally {
        old?.close();
        now.close();
      }
    },
    close() {
      former.close();
      latter.close();
    },
  };
}

/** How many pages are different, and pictures of the first of them; of the first page where none is. */
async function pictured(documents: Opened, stale: () => boolean): Promise<Pick<Compared, 'page' | 'different' | 'before' | 'after'>> {
  const different: number[] = [];
  await comparePages(documents, ({ page, share }) => share > 0 && different.push(page), stale);
  const page = different[0] ?? 1;
  const picture = async (pdf: Opened['before']) =>
    pdf && page <= pdf.numPages ? (await pictureOf(pdf, page, SHOWN_AT)).toDataURL('image/png') : undefined;
  const [before, after] = [await picture(documents.before), await picture(documents.after)];
  return { page, different: different.length, ...(before ? { before } : {}), ...(after ? { after } : {}) };
}
