import { frequencies, textFormats } from '@posthorn/contract';
import type { ConsentOption, CustomerChoices } from '../../customers/index.ts';
import { chosenPurposes } from '../../customers/index.ts';
import { masked } from '../masked.ts';
import { html, type Markup } from '../pages/html.ts';
import { dayIn, languages, type Words } from '../pages/words/index.ts';

/** What the page says about what was just done. */
export interface Done {
  readonly text: string;
  /** By which it can be taken back. */
  readonly choiceId?: string | undefined;
}

interface Shown {
  readonly customer: CustomerChoices;
  readonly words: Words;
  readonly organisation: string;
  /** Address of this page, without the brand. */
  readonly address: string;
  /** `?b=…`, which chooses the brand, or nothing. */
  readonly search: string;
  readonly done: Done | undefined;
  /** Where notifications are turned on and off; nothing where there are none. */
  readonly devices?: Markup | undefined;
}

/** The preference centre: one form for everything, one button for nothing at all. */
export function centrePage({ customer, words, organisation, address, search, done, devices }: Shown): Markup {
  const { centre } = words;
  const purposes = [...new Set(['advertising', ...customer.options.map((one) => one.purpose)])];
  return html`${done && doneNote(done, words, address, search)}<p>${centre.lead}</p>
<form method="post" action="${address}${search}">
${purposes.map((purpose) => consentsOf(purpose, customer, words, organisation))}
${chosenPurposes.map((purpose) => channelOf(purpose, customer, words))}
${reading(customer, words)}
<div class="bar"><button type="submit" name="deed" value="save">${centre.save}</button></div></form>
${devices}<h2>${centre.allTitle}</h2><p>${centre.allText}</p>
<form method="post" action="${address}${search}"><button class="plain" type="submit" name="deed" value="refuse-all">${centre.all}</button></form>`;
}

function doneNote({ text, choiceId }: Done, words: Words, address: string, search: string): Markup {
  return html`<div class="note" role="status"><p>${text}</p>${
    choiceId &&
    html`<form method="post" action="${address}/undo${search}"><input type="hidden" name="choice" value="${choiceId}"><button class="plain" type="submit">${words.done.undo}</button></form>`
  }</div>`;
}

function consentsOf(purpose: string, { options, choices }: CustomerChoices, words: Words, organisation: string): Markup {
  const { centre } = words;
  const own = options.filter((one) => one.purpose === purpose);
  return html`<fieldset><legend>${purposeName(purpose, words)}</legend>${own.map((one) => consentBox(one, words, organisation))}
<p class="quiet">${centre.withdraw}</p>${purpose === 'advertising' && frequencyAndPause(choices, words)}</fieldset>`;
}

function consentBox(option: ConsentOption, words: Words, organisation: string): Markup {
  const name = `${option.purpose}.${option.channel}`;
  return html`<label class="choice"><input type="checkbox" name="on" value="${name}"${(option.on || option.unconfirmed) && html` checked`}>
<span>${consentWording(option, words, organisation)}${option.unconfirmed && html`<br><span class="quiet">${words.centre.unconfirmed}</span>`}</span></label>
<input type="hidden" name="shown" value="${name}">`;
}

/** What stands beside the box of a consent, and so what the customer agrees to. */
export function consentWording({ purpose, channel, address }: ConsentOption, words: Words, organisation: string): string {
  const own = words.centre.consents[purpose];
  if (own !== undefined) return own(organisation, masked(address ?? ''));
  const what = words.centre.whats[purpose] ?? `„${purpose}“`;
  return words.centre.consent(what, organisation, words.centre.hows[channel](masked(address ?? '')));
}

function frequencyAndPause({ frequency, pauseUntil }: CustomerChoices['choices'], words: Words): Markup {
  const { centre } = words;
  const paused = pauseUntil === undefined ? undefined : ([pauseUntil, centre.pausedUntil(dayIn(pauseUntil, words.language))] as const);
  const often = frequencies.map((one) => [one, words.frequencies[one]] as const);
  const pauses = Object.entries(centre.pauses) as [string, string][];
  return html`${select('frequency', centre.howOften, often, frequency ?? 'each')}${select(
    'pause',
    centre.pause,
    paused === undefined ? pauses : [paused, ...pauses],
    pauseUntil ?? 'none',
  )}`;
}

function channelOf(purpose: (typeof chosenPurposes)[number], { choices, channels }: CustomerChoices, words: Words): Markup {
  const { centre } = words;
  // Who chose once can choose otherwise, but not to never have chosen.
  const none = choices.channels[purpose] === undefined ? ([['', centre.noPreference]] as const) : [];
  const offered = [...none, ...channels.map((one) => [one, words.channels[one]] as const)];
  return html`<fieldset><legend>${words.purposes[purpose]}</legend>${select(`channel.${purpose}`, centre.channel, offered, choices.channels[purpose] ?? '')}
<p class="quiet">${centre.mandatory}</p></fieldset>`;
}

function reading({ choices }: CustomerChoices, words: Words): Markup {
  const known = languages.map((one) => [one.language, one.languageName] as const);
  const own = known.some(([tag]) => tag === choices.language) ? [] : [[choices.language, nameOf(choices.language, words)] as const];
  return html`<fieldset><legend>${words.centre.reading}</legend>${select('language', words.centre.language, [...own, ...known], choices.language)}
${textFormats.map(
  (one) =>
    html`<label class="choice"><input type="checkbox" name="format" value="${one}"${choices.formats.includes(one) && html` checked`}><span>${words.formats[one]}</span></label>`,
)}</fieldset>`;
}

const nameOf = (tag: string, words: Words): string => new Intl.DisplayNames(words.language, { type: 'language' }).of(tag) ?? tag;

function select(name: string, label: string, options: readonly (readonly [string, string])[], chosen: string): Markup {
  const id = `field-${name.replace('.', '-')}`;
  return html`<div class="field"><label for="${id}">${label}</label><select id="${id}" name="${name}">${options.map(
    ([value, text]) => html`<option value="${value}"${value === chosen && html` selected`}>${text}</option>`,
  )}</select></div>`;
}

const purposeName = (purpose: string, words: Words): string => (words.purposes as { readonly [name: string]: string })[purpose] ?? purpose;
