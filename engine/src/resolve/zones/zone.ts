import type { Node, Zone } from '../../template/model.ts';
import { Context, type Evaluator, type State } from '../context.ts';
import { compileNodes, type Emit, NOTHING } from '../nodes.ts';
import { planned, planOf } from '../plan.ts';
import type { ResolvedNode } from '../resolved.ts';
import { openQuestion, tellOfAnswer } from './answers.ts';
import { declareZone, needsClerk } from './declare.ts';
import { asFreeNodes, isFreeText, nodesOfAnswer } from './free-text.ts';

/** Compiles a passage that a clerk decides on. */
export function compileZone(ctx: Context, node: Zone): Emit {
  const question = declareZone(ctx, node);
  switch (node.kind) {
    case 'optional':
      return compileOptional(ctx, node, question);
    case 'choice':
      return compileChoice(ctx, node, question);
    case 'free':
      return compileFree(ctx, node, question);
  }
}

function compileOptional(ctx: Context, node: Zone, question: string): Emit {
  const { name, leftOut = false } = node;
  const body = compileOwnBody(ctx, node);
  const shown: Evaluator = (state) => {
    state.clerk?.ask({ name, question, place: ctx.place(), kind: 'optional', default: !leftOut });
    const answer = state.clerk?.answerTo(name);
    if (answer === undefined || typeof answer === 'boolean') return answer ?? !leftOut;
    tellOfAnswer(state, ctx, 'zone.wrong-answer', `"${question}" is answered by true or false.`, 'Say whether the passage is shown.');
    return !leftOut;
  };
  const emit: Emit = (state, out) => {
    if (shown(state) === true) body(state, out);
  };
  return planned(emit, { kind: 'choice', condition: shown, chosen: planOf(body), otherwise: planOf(NOTHING) });
}

function compileOwnBody(ctx: Context, { body, kind }: Zone): Emit {
  if (body === undefined) lacks(ctx, `A zone of the kind "${kind}" has a "body".`);
  return compileNodes(ctx.at('body'), body ?? []);
}

const lacks = (ctx: Context, message: string): void => ctx.error('zone.content', message);

function compileChoice(ctx: Context, node: Zone, question: string): Emit {
  const { name, choices = [], chosen } = node;
  const names = choices.map((choice) => choice.name);
  if (choices.length === 0) lacks(ctx, 'A zone of the kind "choice" has "choices".');
  if (new Set(names).size < names.length) lacks(ctx.at('choices'), 'Two choices have the same name.');
  if (chosen === undefined) needsClerk(ctx);
  else if (!names.includes(chosen)) lacks(ctx.at('chosen'), `There is no choice "${chosen}".`);
  const labelled = choices.map((choice, i) => ({ name: choice.name, label: labelOf(ctx, choice, i) }));
  const bodies = new Map(choices.map((choice, i) => [choice.name, compileNodes(ctx.at('choices', i, 'body'), choice.body)]));
  const usual = chosen === undefined ? undefined : { default: chosen };
  return (state, out) => {
    state.clerk?.ask({ name, question, place: ctx.place(), kind: 'choice', ...usual, choices: labelled });
    const answer = state.clerk?.answerTo(name) ?? chosen;
    const body = typeof answer === 'string' ? bodies.get(answer) : undefined;
    if (body !== undefined) body(state, out);
    else if (answer === undefined) unanswered(state, ctx, question, out);
    else tellOfAnswer(state, ctx, 'zone.wrong-answer', `"${question}" has no such choice.`, `Choose one of ${names.join(', ')}.`);
  };
}

const labelOf = (ctx: Context, { label, name }: NonNullable<Zone['choices']>[number], index: number): string =>
  ctx.at('choices', index, 'label').localized(label).value ?? name;

/** A question that must be answered and is not: in a draft it stands there itself. */
function unanswered(state: State, ctx: Context, question: string, out: ResolvedNode[]): void {
  tellOfAnswer(state, ctx, 'zone.unanswered', `"${question}" is not answered.`, 'Answer it.');
  out.push({ type: 'paragraph', source: ctx.source, style: 'body', runs: [{ text: openQuestion(question) }] });
}

function compileFree(ctx: Context, node: Zone, question: string): Emit {
  const { name, body = [], limits = {}, required = false } = node;
  if (!isFreeText(body)) lacks(ctx.at('body'), 'Text that a clerk writes anew is of paragraphs and lists.');
  const written = compileOwnBody(ctx, node);
  if (required && body.length === 0) needsClerk(ctx);
  const style = styleOf(body);
  return (state, out) => {
    const from = out.length;
    const { clerk } = state;
    const answer = clerk?.answerTo(name);
    if (clerk !== undefined) {
      const usual: ResolvedNode[] = [];
      written(answer === undefined ? state : { ...state, diagnostics: [], notes: [] }, usual);
      clerk.ask({ name, question, place: ctx.place(), kind: 'free', default: asFreeNodes(usual), limits, required });
      if (answer === undefined) out.push(...usual);
    } else written(state, out);
    if (answer !== undefined) {
      const { nodes, faults } = nodesOfAnswer(answer, limits, style);
      for (const { message, hint } of faults) tellOfAnswer(state, ctx, 'zone.wrong-answer', `"${question}": ${message}`, hint);
      emitAnswer(ctx, nodes, state, out);
    }
    if (required && out.length === from) unanswered(state, ctx, question, out);
  };
}

/** What a clerk writes looks like what it stands for. */
function styleOf(body: readonly Node[]): string | undefined {
  const first = body.find((node) => node.type === 'paragraph');
  return first?.type === 'paragraph' ? first.style : undefined;
}

/** An answer is resolved as if the author had written it; it counts for its record alone. */
function emitAnswer(ctx: Context, nodes: readonly Node[], state: State, out: ResolvedNode[]): void {
  const own = new Context({ ...ctx.shared, nodes: 0, diagnostics: [] }, ctx.at('body').position);
  compileNodes(own, nodes)(state, out);
}
