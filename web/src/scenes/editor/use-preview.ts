import type { Answers, Block, Brand, DataRecord, Template } from '@posthorn/engine';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Written } from './model/areas.ts';
import { type Composer, createComposer } from './preview/composer.ts';
import { openWorker } from './preview/engine-worker.ts';
import type { Answer, PreviewFormat, Wish } from './preview/messages.ts';
import type { Loaded } from './use-draft.ts';
import { useParts } from './use-stable.ts';

export interface PreviewWish {
  readonly document: Written;
  readonly record: DataRecord;
  readonly answers: Answers;
  readonly format: PreviewFormat;
  readonly language: string;
}

export interface Preview {
  /** The last rendition that came out, also while what is written now has errors. */
  readonly shown: Answer | undefined;
  /** The last answer; its findings are those of what is written now. */
  readonly answer: Answer | undefined;
  /** Asks for other pages of a letter (from 0) than those that were in sight so far. */
  readonly look: (sight: readonly number[]) => void;
}

type Around = Pick<Loaded, 'bundle' | 'assets'>;

/** The engine in a worker, asked again whenever what is wished changes. */
export function usePreview({ bundle, assets }: Around, wish: PreviewWish): Preview {
  const [answer, setAnswer] = useState<Answer>();
  const [shown, setShown] = useState<Answer>();
  const composer = useRef<Composer>(undefined);
  const sight = useRef<readonly number[]>([0, 1, 2]);
  const latest = useRef(wish.format);
  latest.current = wish.format;
  const { brand, blocks, template } = bundle;
  useEffect(() => {
    const made = createComposer(openWorker(), (told) => {
      setAnswer(told);
      if (told.rendition?.format === latest.current) setShown(told);
    });
    composer.current = made;
    return () => made.close();
  }, []);
  useEffect(
    () => composer.current?.setParts({ brand: brand as unknown as Brand, blocks: blocks as unknown as Record<string, Block>, assets }),
    [brand, blocks, assets],
  );
  const { document, record, answers, format, language } = wish;
  const asked = useMemo(
    () =>
      document.kind === 'block'
        ? { template: template as unknown as Template, block: document as unknown as Block, record, answers, format, language }
        : { template: document as unknown as Template, record, answers, format, language },
    [template, document, record, answers, format, language],
  );
  const ask = (wanted: Wish) => composer.current?.ask({ ...wanted, sight: sight.current });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another brand shows the same otherwise
  useEffect(() => ask(asked), [asked, brand, blocks, assets]);
  const last = useRef(asked);
  last.current = asked;
  const look = useCallback((pages: readonly number[]) => {
    sight.current = pages;
    composer.current?.ask({ ...last.current, sight: pages });
  }, []);
  return useParts({ shown: shown?.rendition?.format === format ? shown : undefined, answer, look });
}
