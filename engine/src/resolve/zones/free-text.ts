import type { List, Node, Paragraph, ZoneLimits, ZoneMark } from '../../template/model.ts';
import type { ResolvedNode, Run } from '../resolved.ts';
import type { Answer, FreeNode, FreeParagraph, FreeText } from './answers.ts';

const MARKS: readonly ZoneMark[] = ['bold', 'italic', 'underline'];
/** Nobody writes more into a letter; more is no text. */
const MOST = { nodes: 1000, characters: 100_000 };

/** What is wrong with an answer. */
interface Fault {
  readonly message: string;
  readonly hint: string;
}

/** Whether nodes are such as a clerk may write anew. */
export const isFreeText = (nodes: readonly Node[]): boolean =>
  nodes.every((node) =>
    node.type === 'list'
      ? (node.items ?? []).every((item) => item.every(({ type }) => type === 'paragraph')) && node.each === undefined
      : node.type === 'paragraph',
  );

/** A clerk's text as nodes of the model, whose text is nothing but text, and what is wrong with it. */
export function nodesOfAnswer(
  answer: Answer,
  limits: ZoneLimits,
  style: string | undefined,
): { readonly nodes: readonly Node[]; readonly faults: readonly Fault[] } {
  const free = typeof answer === 'string' ? plainParagraphs(answer) : readFreeNodes(answer);
  if (free === undefined) return { nodes: [], faults: [NO_TEXT] };
  const look = style === undefined ? {} : { style };
  const nodes = free.map((node): Paragraph | List => {
    if (node.type === 'paragraph') return { ...node, ...look };
    return { type: 'list', ...(node.ordered === true ? { ordered: true } : {}), items: node.items };
  });
  return { nodes, faults: beyond(free, limits) };
}

const NO_TEXT: Fault = {
  message: 'the answer is no text.',
  hint: 'Write plain text, or paragraphs and lists of "text" and "break".',
};

/** Paragraphs are parted by empty lines; other line breaks stay. */
function plainParagraphs(text: string): FreeNode[] {
  if (text.trim() === '') return [];
  const paragraphs = text.replace(/\r\n?/g, '\n').split(/\n[ \t]*\n\s*/);
  return paragraphs.filter((one) => one.trim() !== '').map((one) => ({ type: 'paragraph', text: [{ type: 'text', text: one.trim() }] }));
}

type Json = { readonly [key: string]: unknown };
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads nodes of which nothing is known yet, key by key, so that nothing else comes along; undefined where they are none. */
function readFreeNodes(answer: unknown): FreeNode[] | undefined {
  if (!Array.isArray(answer) || answer.length > MOST.nodes) return undefined;
  return allOf(answer.map(readFreeNode));
}

const allOf = <T>(values: readonly (T | undefined)[]): T[] | undefined => (values.includes(undefined) ? undefined : (values as T[]));

function readFreeNode(node: unknown): FreeNode | undefined {
  if (!isObject(node)) return undefined;
  if (node.type === 'paragraph') return readParagraph(node);
  const { items, ordered } = node;
  if (node.type !== 'list' || !Array.isArray(items) || items.length === 0 || items.length > MOST.nodes) return undefined;
  const read = allOf(items.map((item) => (Array.isArray(item) && item.length > 0 ? allOf(item.map(readParagraph)) : undefined)));
  return read === undefined ? undefined : { type: 'list', ...(ordered === true ? { ordered } : {}), items: read };
}

function readParagraph(node: unknown): FreeParagraph | undefined {
  if (!isObject(node) || node.type !== 'paragraph' || !Array.isArray(node.text) || node.text.length > MOST.nodes) return undefined;
  const text = allOf(node.text.map(readText));
  return text === undefined ? undefined : { type: 'paragraph', text };
}

function readText(node: unknown): FreeText | undefined {
  if (!isObject(node)) return undefined;
  if (node.type === 'break') return { type: 'break' };
  const { text, marks = [] } = node;
  if (node.type !== 'text' || typeof text !== 'string' || !Array.isArray(marks)) return undefined;
  const names = marks.map((mark: unknown) => (isObject(mark) ? mark.type : undefined) as ZoneMark);
  if (!names.every((name) => MARKS.includes(name))) return undefined;
  return { type: 'text', text, ...(names.length === 0 ? {} : { marks: names.map((type) => ({ type })) }) };
}

/** What of a text is more than its zone allows. */
function beyond(nodes: readonly FreeNode[], limits: ZoneLimits): Fault[] {
  const paragraphs = nodes.flatMap((node) => (node.type === 'paragraph' ? [node] : node.items.flat()));
  const texts = paragraphs.flatMap(({ text }) => text);
  const length = texts.reduce((sum, one) => sum + (one.type === 'text' ? [...one.text].length : 1), 0);
  const { characters = MOST.characters, paragraphs: most = MOST.nodes, marks = MARKS, lists = true } = limits;
  const used = new Set(texts.flatMap((one) => (one.type === 'text' ? (one.marks ?? []).map(({ type }) => type) : [])));
  const refused = [...used].filter((mark) => !marks.includes(mark));
  return [
    ...(length > characters ? [fault(`it has ${length} characters; ${characters} are allowed.`, 'Shorten it.')] : []),
    ...(paragraphs.length > most ? [fault(`it has ${paragraphs.length} paragraphs; ${most} are allowed.`, 'Shorten it.')] : []),
    ...(refused.length > 0 ? [fault(`${refused.join(', ')} may not be used here.`, 'Write it plain.')] : []),
    ...(!lists && nodes.some(({ type }) => type === 'list') ? [fault('there may be no list.', 'Write paragraphs.')] : []),
  ];
}

const fault = (message: string, hint: string): Fault => ({ message, hint });

/** What the author wrote, as the clerk begins to write from: with this record's values. */
export function asFreeNodes(nodes: readonly ResolvedNode[]): FreeNode[] {
  return nodes.flatMap((node): FreeNode[] => {
    if (node.type === 'paragraph') return [paragraphOf(node.runs)];
    if (node.type !== 'list') return [];
    const items = node.items.map((item) => item.flatMap((one) => (one.type === 'paragraph' ? [paragraphOf(one.runs)] : [])));
    return [{ type: 'list', ...(node.ordered ? { ordered: true } : {}), items }];
  });
}

const paragraphOf = (runs: readonly Run[]): FreeParagraph => ({ type: 'paragraph', text: runs.flatMap(textsOf) });

/** Notes to a text are the author's: a clerk's has none. */
function textsOf(run: Run): FreeText[] {
  if (run.note !== undefined || run.page !== undefined) return [];
  const marks = MARKS.filter((mark) => run[mark] === true).map((type) => ({ type }));
  return run.text
    .split('\n')
    .flatMap((line, i): FreeText[] => [
      ...(i === 0 ? [] : [{ type: 'break' as const }]),
      ...(line === '' ? [] : [{ type: 'text' as const, text: line, ...(marks.length === 0 ? {} : { marks }) }]),
    ]);
}
