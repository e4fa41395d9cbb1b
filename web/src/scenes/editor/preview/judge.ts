import { type Answers, CompositionError, check, compile, type DataRecord, type Diagnostic, type TemplateBundle } from '@posthorn/engine';
import { type AttributeRule, checkAttributes } from '@posthorn/engine/attributes';
import { checkDuties, type Duty } from '@posthorn/engine/duties';
import type { StyleGuide } from '@posthorn/engine/language';
import { type Judged, judgeTexts, type ReaderText } from '../language/judge-texts.ts';
import { failure, type PreviewFormat } from './messages.ts';

/** What is to be looked at in a pause of writing: the whole template in all languages, what it must hold, and how plain its texts are. */
export interface Case {
  readonly kind: 'case';
  readonly bundle: TemplateBundle;
  readonly duties: readonly Duty[];
  /** What attributes may be used for. */
  readonly rules: readonly AttributeRule[];
  /** Duties are judged on what comes out. */
  readonly record: DataRecord;
  readonly answers: Answers;
  readonly format: PreviewFormat;
  readonly texts: readonly ReaderText[];
  readonly language: string;
  readonly guide: StyleGuide;
}

export interface Verdict {
  readonly findings: readonly Diagnostic[];
  readonly judged: Judged;
}

/** Beside the page and beside the preview, so that neither waits for it. */
addEventListener('message', ({ data }: MessageEvent<Case>) => {
  void found(data).then((findings) => {
    postMessage({ findings, judged: judgeTexts(data.texts, data.language, data.guide) } satisfies Verdict);
  });
});

async function found({ bundle, duties, rules, record, answers, format, language }: Case): Promise<readonly Diagnostic[]> {
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
