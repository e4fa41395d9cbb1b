import { channels, frequencies, textFormats } from '@posthorn/contract';
import { type Choices, type ChosenPurpose, type CustomerChoices, chosenPurposes } from '../../customers/index.ts';
import type { Form } from '../forms.ts';

/**
 * What the form of the preference centre says. What the page did not show, or what nobody could have chosen, stays as it is: an old page
 * of a browser takes nothing away that came later.
 */
export function choicesIn(form: Form, { choices, options, channels: offered }: CustomerChoices, today: string): Choices {
  const shown = new Set(form.all('shown'));
  const on = new Set(form.all('on'));
  const consents = options
    .map(({ purpose, channel }) => ({ purpose, channel, name: `${purpose}.${channel}` }))
    .filter(({ name }) => shown.has(name))
    .map(({ name, purpose, channel }) => ({ purpose, channel, on: on.has(name) }));
  const frequency = frequencies.find((one) => one === form.one('frequency'));
  const pauseUntil = pauseIn(form.one('pause'), choices.pauseUntil, today);
  return {
    consents,
    channels: channelsIn(form, choices, offered),
    // Never having been asked is not the same as wanting everything, but has the same effect.
    ...(frequency === undefined || (frequency === 'each' && choices.frequency === undefined) ? keep(choices) : { frequency }),
    language: languageIn(form.one('language')) ?? choices.language,
    formats: textFormats.filter((one) => form.all('format').includes(one)),
    ...(pauseUntil === undefined ? {} : { pauseUntil }),
  };
}

const keep = ({ frequency }: Choices) => (frequency === undefined ? {} : { frequency });

function channelsIn(form: Form, choices: Choices, offered: CustomerChoices['channels']): Choices['channels'] {
  const chosen = chosenPurposes.map((purpose): [ChosenPurpose, Choices['channels'][ChosenPurpose]] => {
    const value = form.one(`channel.${purpose}`);
    if (value === '') return [purpose, undefined];
    const channel = channels.find((one) => one === value && offered.includes(one));
    return [purpose, channel ?? choices.channels[purpose]];
  });
  return Object.fromEntries(chosen.filter(([, channel]) => channel !== undefined));
}

const languageIn = (tag: string | undefined): string | undefined => (/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag ?? '') ? tag : undefined);

function pauseIn(value: string | undefined, before: string | undefined, today: string): string | undefined {
  if (value === 'month') return monthsAfter(today, 1);
  if (value === 'quarter') return monthsAfter(today, 3);
  return value === 'none' ? undefined : before;
}

/** The same day of a later month, or its last where it is shorter. */
export function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}
