import {
  type Answers,
  type Block,
  CompositionError,
  check,
  compile,
  type DataRecord,
  type Diagnostic,
  type Template,
  type TemplateBundle,
} from '@posthorn/engine';
import { type AttributeRule, checkAttributes } from '@posthorn/engine/attributes';
import { checkDuties, type Duty } from '@posthorn/engine/duties';
import type { StyleGuide } from '@posthorn/engine/language';
import { type Judged, judgeTexts, type ReaderText } from '../language/judge-texts.ts';
import { failure, type Parts, type PreviewFormat } from './messages.ts';
import { createUnpacker, type Parcel } from './parcel.ts';

/** By what is judged: sent once, and again when it is another, since fonts and pictures are large. */
export interface Ground extends Parts {
  readonly kind: 'ground';
  readonly duties: readonly Duty[];
  /** What attributes may be used for. */
  readonly rules: readonly AttributeRule[];
}

/** What is to be looked at in a pause of writing: the whole template in all languages, what it must hold, and how plain its texts are. */
interface Case {
  readonly template: Template;
  /** The block that is written, if it is one. */
  readonly block?: Block;
  /** Duties are judged on what comes out. */
  readonly record: DataRecord;
  readonly answers: Answers;
  readonly format: PreviewFormat;
  readonly texts: readonly ReaderText[];
  readonly language: string;
  readonly guide: StyleGuide;
}

/** A case on its way to the judge: of its documents only what it has not yet. */
export interface SentCase extends Omit<Case, 'template' | 'block'> {
  readonly kind: 'case';
  readonly template: Parcel;
  readonly block?: Parcel;
}

export interface Verdict {
  readonly findings: readonly Diagnostic[];
  readonly judged: Judged;
}

/** Beside the page and beside the preview, so that neither waits for it. */
let ground: Ground | undefined;
const unpackTemplate = createUnpacker();
const unpackBlock = createUnpacker();

addEventListener('message', ({ data }: MessageEvent<Ground | SentCase>) => {
  if (data.kind === 'ground') {
    ground = data;
    return;
  }
  const { template, block, ...sent } = data;
  const opened: Case = { ...sent, template: unpackTemplate<Template>(template), ...(block ? { block: unpackBlock<Block>(block) } : {}) };
  void found(opened, ground!).then((findings) => {
    postMessage({ findings, judged: judgeTexts(data.texts, data.language, data.guide) } satisfies Verdict);
  });
});

async function found(
  { template, block, record, answers, format, language }: Case,
  { brand, blocks, assets, duties, rules }: Ground,
): Promise<readonly Diagnostic[]> {
  const bundle = { template, brand, blocks: block === undefined ? blocks : { ...blocks, [block.id]: block }, assets };
  try {
    const findings = check(bundle);
    if (findings.some(({ severity }) => severity === 'error')) return findings;
    findings.push(...checkAttributes(bundle, rules));
    if (duties.length === 0) return findings;
    return [...findings, ...checkDuties(bundle, duties), ...(await unmet(bundle, duties, record, format, { language, answers }))];
  } catch (error) {
    if (error instanceof CompositionError) return error.diagnostics;
    return [failure(String(error))];
  }
}

/** Duties that the document of this record does not fulfil, for the channel that is shown. */
async function unmet(
  bundle: TemplateBundle,
  duties: readonly Duty[],
  record: DataRecord,
  format: PreviewFormat,
  options: Pick<Case, 'language' | 'answers'>,
): Promise<readonly Diagnostic[]> {
  const program = await compile(bundle, { formats: [format], duties, live: true });
  const { diagnostics } = program.compose(record, format, {
    ...options,
    draft: true,
    duties: 'tell',
  });
  return diagnostics.filter(({ code }) => code.startsWith('duty.'));
}
