import type { State } from '../../../resolve/context.ts';
import { forEachItem, grows } from '../../../resolve/nodes.ts';
import { FIELD, type Plan } from '../../../resolve/plan.ts';
import type { ResolvedNode, Width } from '../../../resolve/resolved.ts';
import type { BodyWriter } from '../body-writer.ts';
import { MessageBody } from '../message-body.ts';
import { fillItem, fillList } from './fill-list.ts';
import { fillButton, fillNode } from './fill-node.ts';
import { fillTable } from './fill-table.ts';
import { MessageInMaking, type Step } from './message-in-making.ts';

/** Makes the body of a record's message, its markup and its text. */
export type MessageProgram = (state: State) => {
  readonly html: string;
  readonly text: string;
  /** Names of the assets that it shows; undefined where none. */
  readonly images: ReadonlySet<string> | undefined;
};

/**
 * Compiles a body's plan: whatever is constant in it is written here, by the same writers that write resolved nodes, and cut
 * where fields come. What a plan says nothing about is resolved and written for every record.
 */
export function compileMessage(plan: Plan, writer: BodyWriter): MessageProgram {
  const step = compileStep(plan, writer, false);
  return (state) => {
    const message = new MessageInMaking(state, new MessageBody(writer));
    step(message);
    const { body, text } = message;
    return { html: body.finish(), text: text.finish(), images: body.images };
  };
}

/** @param inItem whether it stands in an item of a list itself, where nothing is a row */
function compileStep(plan: Plan, writer: BodyWriter, inItem: boolean): Step {
  const compile = (inner: Plan): Step => compileStep(inner, writer, inItem);
  switch (plan.kind) {
    case 'sequence':
      return inTurn(plan.plans.map(compile));
    case 'filled':
      return fillNode(plan, writer, inItem) ?? resolved(plan.emit);
    case 'button':
      return fillButton(plan, writer, inItem) ?? resolved(plan.emit);
    case 'rows':
      return fillTable(plan, writer, inItem) ?? resolved(plan.emit);
    case 'list':
      return fillList(plan, compile(plan.items), writer, inItem);
    case 'item':
      return fillItem(compileStep(plan.body, writer, true));
    case 'choice': {
      const { condition } = plan;
      const chosen = compile(plan.chosen);
      const otherwise = compile(plan.otherwise);
      return (message) => {
        const value = condition(message.state);
        if (value === true) chosen(message);
        else if (value === false) otherwise(message);
      };
    }
    case 'repeat': {
      const { place, name, list } = plan;
      const body = compile(plan.body);
      return (message) => forEachItem(message.state, place, name, list(message.state), () => body(message));
    }
    case 'counted': {
      const { place } = plan;
      const inner = compile(plan.plan);
      return (message) => {
        if (grows(message.state, place)) inner(message);
      };
    }
    case 'bound': {
      const { within } = plan;
      const body = compile(plan.body);
      return (message) => within(message.state, () => body(message));
    }
    case 'inner':
      return container(undefined, compileStep(plan.body, writer, false), writer, inItem);
    case 'box':
      return container(writer.boxAround(plan.style), compileStep(plan.body, writer, false), writer, inItem);
    case 'columns': {
      const columns = plan.bodies.map((body) => compileStep(body, writer, false));
      return besideEachOther(writer.columnsAround(plan.widths), cellsIn(writer, plan.widths, inItem), columns);
    }
    case 'unplanned':
      return resolved(plan.emit);
  }
}

/** Content that is there only where there is some. @param panel what stands around it if it is a panel */
function container(panel: readonly [string, string] | undefined, body: Step, writer: BodyWriter, inItem: boolean): Step {
  const isPanel = panel !== undefined;
  const [begin, end] = panel ?? ['', ''];
  const [before = '', after = ''] = inItem ? writer.nested(`${begin}${FIELD}${end}`).split(FIELD) : [begin, end];
  return (message) => {
    const { nodes } = message;
    const rows = isPanel ? message.insidePanel(body) : message.inside(body);
    if (message.nodes > nodes) message.put(before + rows + after, false);
  };
}

function cellsIn(writer: BodyWriter, widths: readonly Width[], inItem: boolean): readonly string[] {
  const cells = writer.cellsAround(widths);
  return inItem ? writer.nested(cells.join(FIELD)).split(FIELD) : cells;
}

/** Columns: a section of their own in the message itself, cells beside each other anywhere else. */
function besideEachOther(section: readonly string[] | undefined, cells: readonly string[], columns: readonly Step[]): Step {
  const between = (message: MessageInMaking, around: readonly string[]): string => {
    let html = around[0] as string;
    for (let i = 0; i < columns.length; i++) html += message.insidePanel(columns[i] as Step) + around[i + 1];
    return html;
  };
  return (message) => {
    message.nodes += 1;
    if (section === undefined || message.body.isInside) message.put(between(message, cells), false);
    else message.body.addSection(between(message, section));
  };
}

function inTurn(steps: readonly Step[]): Step {
  return (message) => {
    for (let i = 0; i < steps.length; i++) steps[i]!(message);
  };
}

function resolved(emit: Extract<Plan, { kind: 'unplanned' }>['emit']): Step {
  return (message) => {
    const nodes: ResolvedNode[] = [];
    emit(message.state, nodes);
    for (const node of nodes) message.add(node);
  };
}
