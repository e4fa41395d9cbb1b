import type { Block, Brand, DataRecord, Template } from '@posthorn/engine';
import { useEffect, useRef, useState } from 'react';
import { type Composer, createComposer } from '../../editor/preview/composer.ts';
import { openWorker } from '../../editor/preview/engine-worker.ts';
import type { Answer } from '../../editor/preview/messages.ts';

/** A letter to compose, and what with. */
export interface Shown {
  readonly template: Template;
  readonly blocks: { readonly [id: string]: Block };
  readonly record: DataRecord;
  readonly language: string;
}

/** Milliseconds without a change before the letter is set anew: a drag is many changes, and each has other pages. */
const pause = 120;

/** A letter in a brand, set by the engine in a worker whenever either changes. */
export function useComposed(brand: Brand, bytes: { readonly [name: string]: Uint8Array }, shown: Shown | undefined) {
  const [answer, setAnswer] = useState<Answer>();
  const [last, setLast] = useState<Answer>();
  const composer = useRef<Composer>(undefined);
  useEffect(() => {
    const made = createComposer(openWorker(), (told) => {
      setAnswer(told);
      if (told.rendition !== undefined) setLast(told);
    });
    composer.current = made;
    return () => made.close();
  }, []);
  useEffect(() => {
    if (shown === undefined) return;
    const { template, blocks, record, language } = shown;
    const timer = setTimeout(() => {
      composer.current?.setParts({ brand, blocks, assets: bytes });
      composer.current?.ask({ template, record, language, format: 'pdf', answers: {} });
    }, pause);
    return () => clearTimeout(timer);
  }, [brand, bytes, shown]);
  return { answer, last };
}
