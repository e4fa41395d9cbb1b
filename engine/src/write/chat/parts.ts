import type { ResolvedBox, ResolvedButton, ResolvedImage, ResolvedNode } from '../../resolve/resolved.ts';
import { nodeSpans, PARAGRAPH } from './block-spans.ts';
import type { ChatButton, ChatCard, ChatPart, ChatPicture, ChatSpan } from './chat-message.ts';
import type { LimitChecks } from './limit-checks.ts';
import { joinedBy, plainSpans, spansOf, trimmed } from './spans.ts';

/** Finds the picture of an asset; undefined where messengers can't show it. */
export type PictureOf = (asset: string, alt: string) => ChatPicture | undefined;

/** What a message is held together with while a bubble grows. */
interface Bubble {
  readonly source: string;
  readonly texts: ChatSpan[][];
  readonly buttons: ChatButton[];
}

/**
 * Turns nodes into the parts of a message: text gathers into a bubble until a button, a picture or a card ends it; buttons hang below the
 * text before them; a box with a heading or a picture is a card, and cards that follow one another are side by side.
 */
export class ChatParts {
  readonly #parts: ChatPart[] = [];
  readonly #pictureOf: PictureOf;
  readonly #limits: LimitChecks;
  #bubble: Bubble | undefined;
  #cards: { readonly source: string; readonly cards: ChatCard[] } | undefined;

  constructor(pictureOf: PictureOf, limits: LimitChecks) {
    this.#pictureOf = pictureOf;
    this.#limits = limits;
  }

  add(nodes: readonly ResolvedNode[]): void {
    for (const node of nodes) this.#add(node);
  }

  /** Spans that are no node's, such as notes. */
  addSpans(spans: readonly ChatSpan[], source: string): void {
    if (plainSpans(spans).trim() === '') return;
    this.#endCards();
    if (this.#bubble !== undefined && this.#bubble.buttons.length > 0) this.#endBubble();
    this.#bubble ??= { source, texts: [], buttons: [] };
    this.#bubble.texts.push([...spans]);
  }

  /** @param replies whether quick replies hang below the last part */
  finish(replies: boolean): readonly ChatPart[] {
    this.#endBubble(replies);
    this.#endCards();
    return this.#parts;
  }

  #add(node: ResolvedNode): void {
    switch (node.type) {
      case 'columns':
        for (const { body } of node.columns) this.add(body);
        return;
      case 'keep':
      case 'section':
      case 'flow':
      case 'float':
        this.add(node.body);
        return;
      case 'box':
        if (isCard(node)) this.#addCard(node);
        else this.add(node.body);
        return;
      case 'button':
        this.#addButton(node);
        return;
      case 'image':
        this.#addPicture(node);
        return;
      case 'line':
        // A line parts what is said: another bubble.
        this.#endBubble();
        this.#endCards();
        return;
      default:
        this.addSpans(nodeSpans(node), node.source);
    }
  }

  #addPicture(node: ResolvedImage): void {
    const image = this.#pictureOf(node.asset, node.alt);
    if (image === undefined) this.addSpans(nodeSpans(node), node.source);
    else {
      this.#endBubble();
      this.#endCards();
      this.#parts.push({ type: 'image', image });
    }
  }

  #addButton(node: ResolvedButton): void {
    this.#endCards();
    this.#bubble ??= { source: node.source, texts: [], buttons: [] };
    this.#bubble.buttons.push(this.#button(node));
  }

  #button({ runs, href, source }: ResolvedButton): ChatButton {
    const text = plainSpans(spansOf(runs.map(({ href: _, ...run }) => run)));
    this.#limits.length('buttonText', text, source);
    return href.startsWith('tel:') ? { type: 'call', text, phone: href.slice('tel:'.length) } : { type: 'link', text, url: href };
  }

  #addCard(box: ResolvedBox): void {
    this.#endBubble();
    this.#cards ??= { source: box.source, cards: [] };
    this.#cards.cards.push(this.#card(box));
  }

  #card({ body, source }: ResolvedBox): ChatCard {
    const content = flat(body);
    const heading = content.find((node) => node.type === 'heading');
    const picture = content.find((node) => node.type === 'image');
    const image = picture === undefined ? undefined : this.#pictureOf(picture.asset, picture.alt);
    const buttons = content.filter((node) => node.type === 'button').map((button) => this.#button(button));
    const rest = content.filter((node) => node !== heading && node.type !== 'button' && (node !== picture || image === undefined));
    const spans = trimmed(joinedBy(rest.map(nodeSpans), PARAGRAPH));
    const text = plainSpans(spans);
    const title = heading === undefined ? '' : plainSpans(spansOf(heading.runs)).replace(/\s+/g, ' ').trim();
    this.#limits.length('cardTitle', title, heading?.source ?? source);
    this.#limits.length('cardText', text, source);
    this.#limits.count('cardButtons', buttons.length, source);
    return {
      ...(title === '' ? undefined : { title }),
      ...(image === undefined ? undefined : { image }),
      spans,
      text,
      ...(buttons.length === 0 ? undefined : { buttons }),
    };
  }

  #endCards(): void {
    if (this.#cards === undefined) return;
    const { cards, source } = this.#cards;
    this.#cards = undefined;
    this.#limits.count('cards', cards.length, source);
    this.#parts.push({ type: 'cards', cards });
  }

  #endBubble(replies = false): void {
    if (this.#bubble === undefined) return;
    const { texts, buttons, source } = this.#bubble;
    this.#bubble = undefined;
    const spans = trimmed(joinedBy(texts, PARAGRAPH));
    const text = plainSpans(spans);
    this.#limits.length(buttons.length > 0 || replies ? 'textWithButtons' : 'text', text, source);
    this.#limits.count('buttons', buttons.length, source);
    this.#parts.push({ type: 'text', spans, text, ...(buttons.length === 0 ? undefined : { buttons }) });
  }
}

/** A box that shows what a card shows: a heading or a picture. Others are text. */
const isCard = ({ body }: ResolvedBox): boolean => flat(body).some(({ type }) => type === 'heading' || type === 'image');

/** Nodes without those that only arrange others. */
function flat(nodes: readonly ResolvedNode[]): ResolvedNode[] {
  return nodes.flatMap((node) => {
    if (node.type === 'columns') return node.columns.flatMap(({ body }) => flat(body));
    const arranges =
      node.type === 'keep' || node.type === 'section' || node.type === 'flow' || node.type === 'float' || node.type === 'box';
    return arranges ? flat(node.body) : [node];
  });
}
