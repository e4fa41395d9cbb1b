import type { Input, Zone } from '../../template/model.ts';
import type { Context } from '../context.ts';

/**
 * Notes a zone among those of the template, whatever the channel.
 * @returns its question in the document's language
 */
export function declareZone(ctx: Context, zone: Zone | Input): string {
  const { zones } = ctx.shared;
  const meaning = meaningOf(zone);
  const before = zones.get(zone.name);
  if (before === undefined) zones.set(zone.name, meaning);
  else if (before !== meaning) {
    ctx.at('name').error('zone.name-taken', `Another zone is called "${zone.name}" too, and asks something else.`, {
      hint: 'Give it another name, or make question, kind, choices and limits the same.',
    });
  }
  return ctx.at('question').localized(zone.question).value ?? zone.name;
}

/** What makes zones of one name one question; what they show may differ, as from channel to channel. */
function meaningOf(zone: Zone | Input): string {
  const { type, kind, question } = zone;
  if (zone.type === 'input') return JSON.stringify({ type, kind, question, characters: zone.characters });
  const choices = zone.choices?.map(({ name, label }) => ({ name, label }));
  return JSON.stringify({ type, kind, question, choices, limits: zone.limits, required: zone.required });
}

/** Reports a zone that nobody would answer: batches and requests have no clerk. */
export function needsClerk(ctx: Context): void {
  const { use } = ctx.shared.bundle.template;
  if (use === 'interactive') return;
  ctx.error('zone.needs-default', 'No clerk is asked here, and there is nothing that could stand in for the answer.', {
    hint: 'Give it a default, or make the template an interactive one: "use": "interactive".',
  });
}
