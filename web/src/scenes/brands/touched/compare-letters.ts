import type { Brand } from '@posthorn/engine';
import { openPdfBytes } from '../../../parts/pdf-document.ts';
import { createComposer, openWorker } from '../../editor/preview/composer.ts';
import type { Answer } from '../../editor/preview/messages.ts';
import { comparePages, pictureOf } from '../../reviews/pictures/compared-pages.ts';
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

/** Sets letters in two looks, one after the other, and tells in what they differ. Close it when it is needed no more. */
export function createComparer(before: Look, after: Look) {
  let hear: (answer: Answer) => void = () => undefined;
  const composer = createComposer(openWorker(), (answer) => hear(answer));
  const composed = (look: Look, { template, blocks, record, language }: Shown, own: Look['assets']): Promise<Answer> =>
    new Promise((resolve) => {
      hear = resolve;
      composer.setParts({ brand: look.brand, blocks, assets: { ...own, ...look.assets } });
      composer.ask({ template, record, language, format: 'pdf', answers: {} });
    });
  return {
    async compare(shown: Shown, own: Look['assets'], stale: () => boolean): Promise<Compared | undefined> {
      const older = await composed(before, shown, own);
      const newer = await composed(after, shown, own);
      if (stale()) return undefined;
      const errors = newer.findings.filter(({ severity }) => severity === 'error').map(({ message }) => message);
      const [old, now] = [older, newer].map(({ rendition }) => (rendition?.format === 'pdf' ? openPdfBytes(rendition.bytes) : undefined));
      const nothing = { page: 0, different: 0, pages: { before: older.pages?.length ?? 0, after: newer.pages?.length ?? 0 }, errors };
      if (now === undefined) return nothing;
      const documents = { before: await old?.document, after: await now.document };
      let [different, first] = [0, 0];
      const tell = ({ page, share }: { page: number; share: number }) => {
        if (share > 0) different++;
        if (share > 0 && first === 0) first = page;
      };
      await comparePages(documents, tell, stale);
      const page = first || 1;
      const pictured = async (pdf: typeof documents.before) =>
        pdf && page <= pdf.numPages ? { url: (await pictureOf(pdf, page, SHOWN_AT)).toDataURL('image/png') } : undefined;
      const [left, right] = [await pictured(documents.before), await pictured(documents.after)];
      old?.close();
      now.close();
      return { ...nothing, page, different, ...(left ? { before: left.url } : {}), ...(right ? { after: right.url } : {}) };
    },
    close: () => composer.close(),
  };
}
