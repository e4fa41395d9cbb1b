import type { JsonNode } from '../nodes.ts';
import { inlineOf } from './build-inline.ts';
import { buildTable } from './build-table.ts';
import type { FieldsOfRecord, Scope } from './fields/fields-of-record.ts';
import { type Control, type Part, splitControls } from './fields/split-controls.ts';
import type { FoundNode, FoundParagraph } from './types.ts';

/** Where nodes are put: in the body, or in an open condition or loop. */
interface Frame {
  readonly verb: 'body' | 'if' | 'for';
  readonly argument: string;
  readonly nodes: JsonNode[];
  /** Of a condition: the nodes of `then`, once `else` has come. */
  then?: JsonNode[];
  readonly condition?: string;
  readonly each?: string;
  readonly scope?: Scope;
  /** Opened by `elif`, closed with the condition around it. */
  readonly chained?: boolean;
}

/** Builds nodes of the engine's model out of what was found; conditions and loops may run over many paragraphs. */
export class NodeBuilder {
  readonly fields: FieldsOfRecord;
  readonly language: string;
  #stack: Frame[] = [{ verb: 'body', argument: '', nodes: [] }];

  readonly #around: readonly Scope[];

  constructor(fields: FieldsOfRecord, language: string, around: readonly Scope[] = []) {
    this.fields = fields;
    this.language = language;
    this.#around = around;
  }

  /** Names that loops around this place have. */
  get scopes(): readonly Scope[] {
    return [...this.#around, ...this.#stack.flatMap(({ scope }) => scope ?? [])];
  }

  /** A builder for what stands within a cell or item here. */
  inner(more: readonly Scope[] = []): NodeBuilder {
    return new NodeBuilder(this.fields, this.language, [...this.scopes, ...more]);
  }

  build(nodes: readonly FoundNode[], where: string): JsonNode[] {
    let number = 0;
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i]!;
      this.fields.at(`${where} ${++number}`);
      if (node.kind === 'paragraph' && node.list) {
        let end = i;
        while (isListItem(nodes[end + 1]) && !holdsControl(nodes[end + 1])) end++;
        if (holdsControl(node)) this.#paragraph(node);
        else this.#put(this.#list(nodes.slice(i, end + 1) as ListItem[], node.list.level));
        if (!holdsControl(node)) i = end;
      } else this.#node(node);
    }
    while (this.#stack.length > 1) {
      this.fields.tell('changed', 'control-unclosed', this.#top.argument);
      this.#close();
    }
    return this.#top.nodes;
  }

  get #top(): Frame {
    return this.#stack.at(-1)!;
  }

  #put(node: JsonNode): void {
    this.#top.nodes.push(node);
  }

  #node(node: FoundNode): void {
    if (node.kind === 'paragraph') this.#paragraph(node);
    else if (node.kind === 'table') for (const one of buildTable(this, node)) this.#put(one);
    else if (node.kind === 'image') this.#put(imageOf(node));
    else if (node.kind === 'button') this.#put({ type: 'button', text: this.textOf(splitControls(node.pieces)), href: node.href });
    else this.#put({ type: node.kind });
  }

  /**
   * A paragraph; commands in it that do not end in it begin and end what goes on beyond it. Empty ones are the space of the old form; that of ours
   * comes with its styles.
   */
  #paragraph(paragraph: FoundParagraph): void {
    const parts = splitControls(paragraph.pieces);
    const inner = closedWithin(parts);
    let open: Part[] = [];
    const flush = () => {
      if (open.some((part) => part.kind !== 'text' || part.text.trim() !== '')) this.#text(paragraph, open);
      open = [];
    };
    for (const part of parts) {
      if (part.kind !== 'control' || inner.has(part)) open.push(part);
      else {
        flush();
        this.#control(part);
      }
    }
    flush();
  }

  #text(paragraph: FoundParagraph, parts: readonly Part[]): void {
    const text = this.textOf(parts);
    if (paragraph.heading) this.#put({ type: 'heading', level: paragraph.heading, text });
    else if (paragraph.list) this.#put({ type: 'list', ordered: paragraph.list.ordered, items: [[{ type: 'paragraph', text }]] });
    else this.#put({ type: 'paragraph', text });
  }

  /** One language; others are added by translation. */
  textOf(parts: readonly Part[], scopes: readonly Scope[] = this.scopes): Record<string, unknown> {
    return { [this.language]: inlineOf(parts, this.fields, scopes) };
  }

  #control(control: Control): void {
    const { verb, argument, source } = control;
    if (verb === 'if') this.#open({ verb, argument, nodes: [], condition: this.fields.condition(argument, this.scopes) });
    else if (verb === 'for') {
      const { each, scope } = this.fields.loop(argument, this.scopes);
      this.#open({ verb, argument, nodes: [], each, scope });
    } else if ((verb === 'else' || verb === 'elif') && this.#top.verb === 'if' && !this.#top.then) this.#otherwise(verb, argument);
    else if (verb === 'endif' && this.#top.verb === 'if') this.#closeChain();
    else if (verb === 'endfor' && this.#top.verb === 'for') this.#close();
    else this.fields.tell('lost', 'control-unread', source);
  }

  #otherwise(verb: 'else' | 'elif', argument: string): void {
    const top = this.#top;
    // biome-ignore lint/suspicious/noThenProperty: a condition of the model has one
    this.#stack[this.#stack.length - 1] = { ...top, then: top.nodes, nodes: [] };
    if (verb === 'elif')
      this.#open({ verb: 'if', argument, nodes: [], condition: this.fields.condition(argument, this.scopes), chained: true });
  }

  #closeChain(): void {
    while (this.#top.chained) this.#close();
    this.#close();
  }

  #open(frame: Frame): void {
    this.#stack.push(frame);
  }

  #close(): void {
    const { verb, nodes, then, condition, each, scope } = this.#stack.pop()!;
    if (verb === 'for') this.#put({ type: 'repeat', each: each!, as: scope!.renamed, body: nodes });
    // biome-ignore lint/suspicious/noThenProperty: a condition of the model has one
    else this.#put({ type: 'if', condition: condition!, then: then ?? nodes, ...(then ? { else: nodes } : {}) });
  }

  #list(items: readonly ListItem[], level: number): JsonNode {
    const [{ list }] = items as [ListItem];
    const built: JsonNode[][] = [];
    for (let i = 0; i < items.length; ) {
      let end = i + 1;
      while (end < items.length && items[end]!.list.level > level) end++;
      const deeper = items.slice(i + 1, end);
      const own: JsonNode[] = [{ type: 'paragraph', text: this.textOf(splitControls(items[i]!.pieces)) }];
      built.push(deeper.length > 0 ? [...own, this.#list(deeper, deeper[0]!.list.level)] : own);
      i = end;
    }
    return { type: 'list', ...(list.ordered ? { ordered: true } : {}), ...(list.label ? { label: list.label } : {}), items: built };
  }
}

const imageOf = ({ image, alt, width, height }: FoundNode & { readonly kind: 'image' }): JsonNode => ({
  type: 'image',
  asset: image,
  alt,
  ...(width ? { width } : {}),
  ...(height ? { height } : {}),
});

type ListItem = FoundParagraph & { readonly list: NonNullable<FoundParagraph['list']> };
const isListItem = (node: FoundNode | undefined): boolean => node?.kind === 'paragraph' && node.list !== undefined;

/** Commands that begin or end something beyond the item. */
function holdsControl(node: FoundNode | undefined): boolean {
  if (node?.kind !== 'paragraph') return false;
  const parts = splitControls(node.pieces);
  const inner = closedWithin(parts);
  return parts.some((part) => part.kind === 'control' && !inner.has(part));
}

/** Conditions that begin and end among these parts, with all that belongs to them. Loops are not: they repeat what is around them. */
export function closedWithin(parts: readonly Part[]): ReadonlySet<Part> {
  const closed = new Set<Part>();
  const open: Control[][] = [];
  for (const part of parts) {
    if (part.kind !== 'control' || part.scope === 'p') continue;
    if (part.verb === 'if') open.push([part]);
    else if (part.verb === 'else' || part.verb === 'elif') open.at(-1)?.push(part);
    else if (part.verb === 'endif') for (const one of open.length > 0 ? [...open.pop()!, part] : []) closed.add(one);
    else if (part.verb === 'for' || part.verb === 'endfor') open.length = 0;
  }
  return closed;
}
