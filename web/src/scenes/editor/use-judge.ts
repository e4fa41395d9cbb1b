import type { Answers, Block, Channel, DataRecord, Diagnostic, Template } from '@posthorn/engine';
import { guideOf } from '@posthorn/engine/language';
import type { Node } from '@tiptap/pm/model';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Judged } from './language/judge-texts.ts';
import { readerTexts } from './language/reader-texts.ts';
import type { Written } from './model/areas.ts';
import type { Ground, SentCase, Verdict } from './preview/judge.ts';
import type { PreviewFormat } from './preview/messages.ts';
import { createPacker } from './preview/parcel.ts';
import type { Loaded } from './use-draft.ts';

export interface Judgement {
  readonly findings: readonly Diagnostic[];
  readonly judged: Judged;
  /** The document whose texts were judged: hints are places in it. */
  readonly doc: Node | undefined;
  /** The pointers of the texts that hints name by number. */
  readonly pointers: readonly string[];
}

export interface JudgeWish {
  readonly document: Written;
  readonly doc: Node;
  /** The places in sight: their texts are judged. */
  readonly places: readonly string[];
  readonly record: DataRecord;
  readonly answers: Answers;
  readonly format: PreviewFormat;
}

/** The judge, and what packs the documents for it. */
interface Court {
  readonly worker: Worker;
  readonly packTemplate: ReturnType<typeof createPacker>;
  readonly packBlock: ReturnType<typeof createPacker>;
}

const NOTHING: Judgement = {
  findings: [],
  judged: { counts: undefined, figures: [], hints: [], difficulties: [] },
  doc: undefined,
  pointers: [],
};

/** Whose words of a block a format shows. */
const channelFor: Readonly<Record<PreviewFormat, Channel>> = {
  pdf: 'letter',
  email: 'email',
  html: 'web',
  sms: 'sms',
  chat: 'chat',
  push: 'push',
};

/** A pause in writing, milliseconds. */
const pause = 350;

/**
 * What is looked at in pauses of writing, in a worker of its own: the whole template in all its languages, and how plain its texts are.
 * @param begun whether the text and its preview are there: until then the judge would only keep them waiting
 */
export function useJudge({ bundle, assets }: Pick<Loaded, 'bundle' | 'assets'>, wish: JudgeWish, begun: boolean): Judgement {
  const { document, doc, places, record, answers, format } = wish;
  const [judgement, setJudgement] = useState(NOTHING);
  const court = useRef<Court>(undefined);
  const asked = useRef({ busy: false, doc, pointers: [] as readonly string[], again: undefined as (() => void) | undefined });
  const language = doc.attrs.language as string;
  const {
    brand,
    blocks,
    duties,
    attributeRules: rules,
  } = bundle as unknown as Pick<Ground, 'brand' | 'blocks' | 'duties'> & {
    readonly attributeRules: Ground['rules'];
  };
  const guide = useMemo(() => guideOf(brand, language), [brand, language]);
  useEffect(() => {
    if (!begun) return;
    const made = new Worker(new URL('./preview/judge.ts', import.meta.url), { type: 'module' });
    court.current = { worker: made, packTemplate: createPacker(), packBlock: createPacker() };
    made.onmessage = ({ data: { findings, judged } }: MessageEvent<Verdict>) => {
      const { doc, pointers, again } = asked.current;
      setJudgement({ findings, judged, doc, pointers });
      Object.assign(asked.current, { busy: false, again: undefined });
      again?.();
    };
    return () => made.terminate();
  }, [begun]);
  useEffect(() => {
    if (begun) court.current?.worker.postMessage({ kind: 'ground', brand, blocks, assets, duties, rules } satisfies Ground);
  }, [begun, brand, blocks, assets, duties, rules]);
  const shown = places.join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: places are what they are called
  useEffect(() => {
    if (!begun) return;
    const ask = () => {
      const texts = readerTexts(doc, new Set(places), { blocks, channel: channelFor[format] });
      Object.assign(asked.current, { busy: true, doc, pointers: texts.map(({ pointer }) => pointer) });
      const { worker, packTemplate, packBlock } = court.current!;
      const written =
        document.kind === 'block'
          ? { template: packTemplate(bundle.template), block: packBlock(document as unknown as Block) }
          : { template: packTemplate(document as unknown as Template) };
      worker.postMessage({ kind: 'case', ...written, record, answers, format, texts, language, guide } satisfies SentCase);
    };
    const timer = setTimeout(() => {
      if (asked.current.busy) asked.current.again = ask;
      else ask();
    }, pause);
    return () => clearTimeout(timer);
  }, [begun, document, doc, shown, record, answers, format, bundle, assets, language, guide]);
  return judgement;
}
