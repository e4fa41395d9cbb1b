import type { Diagnostic, Place } from '../diagnostics.ts';
import type { ResolvedDocument } from '../resolve/resolved.ts';
import type { Channel, TemplateBundle } from '../template/model.ts';
import { ScreenBrand } from '../write/html/brand-css.ts';
import type { Duty } from './duty.ts';
import { type Passage, passagesOf } from './passages.ts';
import type { Printed, PrintedText } from './printed.ts';
import { type BlockPlace, blockPlaces, madeOf, placeOn } from './references.ts';
import { changed, hidden, misplaced, missing, notPrinted, tooSmall } from './sentences.ts';

/** A document that came out for a record. */
export interface Evidence {
  readonly channel: Channel;
  readonly document: ResolvedDocument;
  /** Of the letter as it is printed. */
  readonly printed?: PrintedText;
}

/** Points of a CSS pixel. */
const PIXEL = 0.75;

/** Judges what becomes of duties in one bundle; what can be known without a record is found out once. */
export class Judge {
  readonly bundle: TemplateBundle;
  readonly #places: readonly BlockPlace[];
  readonly #signatures: readonly string[];
  #screen: ScreenBrand | undefined;

  constructor(bundle: TemplateBundle) {
    this.bundle = bundle;
    const { places, signatures } = blockPlaces(bundle);
    this.#places = places;
    this.#signatures = signatures;
  }

  /** What can be said of a template without any record: whether the block is there at all, and as it was approved. */
  ofTemplate(duty: Duty, channel: Channel): Diagnostic[] {
    const place = placeOn(this.bundle, this.#places, duty.block, channel);
    if (place === undefined) return [missing(duty, channel, bodyOf(this.bundle, channel))];
    return this.#isChanged(duty) ? [changed(duty, place)] : [];
  }

  /** What is wrong with a document; empty where the duty is met. */
  ofDocument(duty: Duty, evidence: Evidence): Diagnostic[] {
    const { channel, document } = evidence;
    const ofTemplate = this.ofTemplate(duty, channel);
    if (ofTemplate.length > 0) return ofTemplate;
    const place = placeOn(this.bundle, this.#places, duty.block, channel)!;
    const { body, frames } = passagesOf(document);
    const shown = [...this.#occurrences(duty, body), ...this.#occurrences(duty, frames)];
    const verdicts = shown.map((occurrence) => this.#ofOccurrence(duty, evidence, place, occurrence));
    // One place that is right is enough; else the best of them is told.
    return verdicts.sort((a, b) => a.length - b.length)[0] ?? [hidden(duty, channel, place)];
  }

  #isChanged({ block, wording }: Duty): boolean {
    return (
      wording !== undefined &&
      !sameJson(wording.body, this.bundle.blocks[block]?.body, wording.variants, this.bundle.blocks[block]?.variants)
    );
  }

  /** Passages in a row that the block and those it is made of say. */
  #occurrences({ block }: Duty, all: readonly Passage[]): Occurrence[] {
    const parts = madeOf(this.#places, block);
    const own = all.some((one) => one.block === block);
    const found: Occurrence[] = [];
    for (let from = 0; from < all.length; from++) {
      let to = from;
      while (to < all.length && parts.has(all[to]!.block ?? '')) to++;
      const passages = all.slice(from, to);
      if (passages.some((one) => !own || one.block === block)) found.push({ all, from, to, passages });
      from = Math.max(from, to - 1);
    }
    return found;
  }

  #ofOccurrence(duty: Duty, evidence: Evidence, place: Place, occurrence: Occurrence): Diagnostic[] {
    const { channel, printed } = evidence;
    const { minimumSize: least, position } = duty;
    const found: Diagnostic[] = [];
    const texts = occurrence.passages.filter(({ text }) => text.trim() !== '');
    const places = printed === undefined ? undefined : texts.map(({ text }) => printed.find(text));
    const lost = places?.findIndex((some) => some.length === 0) ?? -1;
    if (lost >= 0) return [notPrinted(duty, place, texts[lost]!.text)];
    if (least !== undefined) {
      const sizes = places?.map((some) => Math.max(...some.map(({ size }) => size))) ?? this.#onScreen(channel, texts);
      const size = Math.min(...sizes);
      // A hundredth of a point is how exactly sizes are said.
      if (size < least - 0.005) found.push(tooSmall(duty, channel, place, size));
    }
    if (position !== undefined && !this.#stands(duty, occurrence, places))
      found.push(misplaced(duty, channel, place, this.#hasSignature(duty, occurrence.all)));
    return found;
  }

  #onScreen(channel: Channel, texts: readonly Passage[]): number[] {
    if (channel !== 'email' && channel !== 'web') return [];
    this.#screen ??= new ScreenBrand(this.bundle.brand);
    const screen = this.#screen;
    return texts.map(({ style }) => screen.style(style).fontSize * PIXEL);
  }

  #stands(duty: Duty, { all, from, to }: Occurrence, places: readonly (readonly Printed[])[] | undefined): boolean {
    const speaks = ({ text, kind }: Passage): boolean => kind !== 'heading' && (kind === 'picture' || text.trim() !== '');
    switch (duty.position) {
      case 'start':
        return !all.slice(0, from).some(speaks);
      case 'end':
        return !all.slice(to).some(speaks);
      case 'first-page':
        return places?.every((some) => some.some(({ lastPage }) => lastPage === 0)) ?? true;
      case 'before-signature':
        return all.slice(to).some((one) => this.#signs(duty, one)) && !all.slice(0, from).some((one) => this.#signs(duty, one));
      case 'after-signature':
        return all.slice(0, from).some((one) => this.#signs(duty, one));
      case undefined:
        return true;
    }
  }

  #hasSignature = (duty: Duty, all: readonly Passage[]): boolean => all.some((one) => this.#signs(duty, one));

  #signs({ signatures = [] }: Duty, { kind, block, source }: Passage): boolean {
    if (kind === 'signature' || (block !== undefined && signatures.includes(block))) return true;
    return this.#signatures.some((sign) => source === sign || source.startsWith(sign.endsWith('#') ? sign : `${sign}/`));
  }
}

interface Occurrence {
  readonly all: readonly Passage[];
  readonly from: number;
  readonly to: number;
  readonly passages: readonly Passage[];
}

/** Where a channel's content is said. */
function bodyOf({ template }: TemplateBundle, channel: Channel): Place {
  const own = channel === 'email' || channel === 'web' || channel === 'chat' ? template[channel]?.body : undefined;
  const pointer = channel === 'sms' || channel === 'push' ? `/${channel}` : own === undefined ? '/body' : `/${channel}/body`;
  return { part: 'template', pointer };
}

/** Pairs of values that say the same, whatever the order of their keys; ids of nodes are the editor's and say nothing. */
function sameJson(...values: readonly unknown[]): boolean {
  for (let i = 0; i < values.length; i += 2) if (said(values[i]) !== said(values[i + 1])) return false;
  return true;
}

const said = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    const isNode = typeof (part as { type?: unknown }).type === 'string';
    return Object.fromEntries(
      Object.entries(part)
        .filter(([key]) => !(isNode && key === 'id'))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }) ?? '';
