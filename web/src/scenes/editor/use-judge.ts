import type { Answers, Block, Brand, Channel, DataRecord, Diagnostic, Template } from '@posthorn/engine';
import type { AttributeRule } from '@posthorn/engine/attributes';
import type { Duty } from '@posthorn/engine/duties';
import type { Node } from '@tiptap/pm/model';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Judged } from './language/judge-texts.ts';
import { guideOf, readerTexts } from './language/reader-texts.ts';
import type { Written } from './model/areas.ts';
import type { Case, Verdict } from './preview/judge.ts';
import type { PreviewFormat } from './preview/messages.ts';
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

/** What is looked at in pauses of writing, in a worker of its own: the whole template in all its languages, and how plain its texts are. */
export function useJudge({ bundle, assets }: Pick<Loaded, 'bundle' | 'assets'>, wish: JudgeWish): Judgement {
  const { document, doc, places, record, answers, format } = wish;
  const [judgement, setJudgement] = useState(NOTHING);
  const worker = useRef<Worker>(undefined);
  const asked = useRef({ busy: false, doc, pointers: [] as readonly string[], again: undefined as (() => void) | undefined });
  const language = doc.attrs.language as string;
  const guide = useMemo(() => guideOf(bundle.brand as unknown as Brand, language), [bundle, language]);
  useEffect(() => {
    const made = new Worker(new URL('./preview/judge.ts', import.meta.url), { type: 'module' });
    worker.current = made;
    made.onmessage = ({ data: { findings, judged } }: MessageEvent<Verdict>) => {
      const { doc, pointers, again } = asked.current;
      setJudgement({ findings, judged, doc, pointers });
      Object.assign(asked.current, { busy: false, again: undefined });
      again?.();
    };
    return () => made.terminate();
  }, []);
  const shown = places.join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: places are what they are called
  useEffect(() => {
    const ask = () => {
      const blocks = bundle.blocks as unknown as Record<string, Block>;
      const texts = readerTexts(doc, new Set(places), { blocks, channel: channelFor[format] });
      const own = document.kind === 'block';
      const whole = {
        template: (own ? bundle.template : document) as unknown as Template,
        blocks: own ? { ...blocks, [document.id as string]: document as unknown as Block } : blocks,
        ...{ brand: bundle.brand as unknown as Brand, assets },
      };
      Object.assign(asked.current, { busy: true, doc, pointers: texts.map(({ pointer }) => pointer) });
      const duties = bundle.duties as unknown as readonly Duty[];
      const rules = bundle.attributeRules as unknown as readonly AttributeRule[];
      worker.current?.postMessage({
        kind: 'case',
        bundle: whole,
        duties,
        rules,
        record,
        answers,
        format,
        texts,
        language,
        guide,
      } satisfies Case);
    };
    const timer = setTimeout(() => {
      if (asked.current.busy) asked.current.again = ask;
      else ask();
    }, pause);
    return () => clearTimeout(timer);
  }, [document, doc, shown, record, answers, format, bundle, assets, language, guide]);
  return judgement;
}
