import type { Diagnostic } from '../diagnostics.ts';
import type { Channel, TemplateBundle } from '../template/model.ts';
import { channelsOf, type Duty } from './duty.ts';
import { Judge } from './judge.ts';

/**
 * `@posthorn/engine/duties`: whether documents hold what they must, such as what a law demands. `compile(bundle, {duties})` makes a
 * program that refuses records whose documents don't; `checkDuties` says what is wrong with a template whatever the record.
 */
export * from './duty.ts';

/**
 * What can be said of a template before it has any data: blocks that are not there, or not as approved.
 * @param duties those that hold for the template
 */
export function checkDuties(bundle: TemplateBundle, duties: readonly Duty[]): Diagnostic[] {
  if (duties.length === 0) return [];
  const judge = new Judge(bundle);
  return duties.flatMap((duty) =>
    channelsOf(duty)
      .filter((channel) => makes(bundle, channel))
      .flatMap((channel) => judge.ofTemplate(duty, channel)),
  );
}

/** Whether a template says something of its own for a channel; the letter is always there. An SMS and a push message are judged by what they say. */
function makes({ template }: TemplateBundle, channel: Channel): boolean {
  if (channel === 'letter') return true;
  const said = template[channel];
  if (said === undefined || channel === 'sms' || channel === 'push') return false;
  return !('attachLetter' in said && said.attachLetter === true);
}
