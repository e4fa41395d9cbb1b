import { CompositionError, compile, type Diagnostic, type Format, type TemplateBundle } from '@posthorn/engine';
import { channelsOf, checkDuties, type Duty } from '@posthorn/engine/duties';

/** What a channel's documents are looked at in. */
const FORMATS: Readonly<Record<string, Format>> = { letter: 'pdf', email: 'email', web: 'html', sms: 'sms', chat: 'chat', push: 'push' };

/** A finding of one of the duties. */
export const isOfDuty = ({ code }: Diagnostic): boolean => code.startsWith('duty.');

/**
 * What is wrong with a template by its duties: whatever the record, and with each of its sample records. Each finding once, with how many
 * samples it is met in.
 * @throws CompositionError when the template does not compile
 */
export async function judgeSamples(
  bundle: TemplateBundle,
  duties: readonly Duty[],
  samples: readonly { readonly [field: string]: unknown }[],
): Promise<readonly Diagnostic[]> {
  if (duties.length === 0) return [];
  const found = new Map<string, { finding: Diagnostic; samples: number }>();
  const add = (finding: Diagnostic, times: number): void => {
    const key = JSON.stringify([finding.code, finding.message, finding.place.pointer]);
    const known = found.get(key);
    if (known === undefined) found.set(key, { finding, samples: times });
    else known.samples += times;
  };
  for (const finding of checkDuties(bundle, duties)) add(finding, 0);
  const formats = formatsOf(bundle, duties);
  const program = await compile(bundle, { formats, duties });
  for (const record of samples)
    for (const format of formats)
      for (const one of judged(() => program.compose(record, format, { duties: 'tell', draft: true }))) add(one, 1);
  return [...found.values()].map(({ finding, samples: times }) =>
    finding.code === 'duty.missing' || times === 0
      ? finding
      : { ...finding, message: `${finding.message} (${times} of ${samples.length} samples)` },
  );
}

/** A sample that cannot be composed says nothing of duties; others tell of it. */
function judged(compose: () => { readonly diagnostics: readonly Diagnostic[] }): readonly Diagnostic[] {
  try {
    return compose().diagnostics.filter(isOfDuty);
  } catch (error) {
    if (error instanceof CompositionError) return [];
    throw error;
  }
}

function formatsOf({ template }: TemplateBundle, duties: readonly Duty[]): Format[] {
  const channels = new Set(duties.flatMap(channelsOf));
  if (template.sms === undefined) channels.delete('sms');
  if (template.chat === undefined) channels.delete('chat');
  if (template.push === undefined) channels.delete('push');
  return [...channels].map((channel) => FORMATS[channel]!);
}
