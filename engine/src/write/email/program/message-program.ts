import type { State } from '../../../resolve/context.ts';
import { forEachItem, grows } from '../../../resolve/nodes.ts';
import type { Plan } from '../../../resolve/plan.ts';
import type { ResolvedNode } from '../../../resolve/resolved.ts';
import type { BodyWriter } from '../body-writer.ts';
import { MessageBody } from '../message-body.ts';
import { fillNode } from './fill-node.ts';
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
  const step = compileStep(plan, writer);
  return (state) => {
    const message = new MessageInMaking(state, new MessageBody(writer));
    step(message);
    const { body, text } = message;
    return { html: body.finish(), text: text.finish(), images: body.images };
  };
}

function compileStep(plan: Plan, writer: BodyWriter): Step {
  switch (plan.kind) {
    case 'sequence':
      return inTurn(plan.plans.map((part) => compileStep(part, writer)));
    case 'filled':
      return fillNode(plan, writer) ?? resolved(plan.emit);
    case 'rows':
      return fillTable(plan, writer) ?? resolved(plan.emit);
    case 'choice': {
      const { condition } = plan;
      const chosen = compileStep(plan.chosen, writer);
      const otherwise = compileStep(plan.otherwise, writer);
      return (message) => {
        const value = condition(message.state);
        if (value === true) chosen(message);
        else if (value === false) otherwise(message);
      };
    }
    case 'repeat': {
      const { place, name, list } = plan;
      const body = compileStep(plan.body, writer);
      return (message) => forEachItem(message.state, place, name, list(message.state), () => body(message));
    }
    case 'counted': {
      const { place } = plan;
      const inner = compileStep(plan.plan, writer);
      return (message) => {
        if (grows(message.state, place)) inner(message);
      };
    }
    case 'bound': {
      const { within } = plan;
      const body = compileStep(plan.body, writer);
      return (message) => within(message.state, () => body(message));
    }
    case 'inner': {
      const body = compileStep(plan.body, writer);
      return (message) => message.body.addRows(inside(message, body));
    }
    case 'box': {
      const [before, after] = writer.boxAround(plan.style);
      const body = compileStep(plan.body, writer);
      return (message) => {
        const { nodes } = message;
        const rows = inside(message, body);
        if (message.nodes > nodes) message.body.addRows(before + rows + after);
      };
    }
    case 'columns':
      return besideEachOther(
        writer.columnsAround(plan.widths),
        writer.cellsAround(plan.widths),
        plan.bodies.map((body) => compileStep(body, writer)),
      );
    case 'unplanned':
      return resolved(plan.emit);
  }
}

/** The rows of what is inside of a node. */
function inside(message: MessageInMaking, step: Step): string {
  const before = message.body.enter();
  step(message);
  return message.body.leave(before);
}

/** Columns: a section of their own in the message itself, cells beside each other anywhere else. */
function besideEachOther(section: readonly string[] | undefined, cells: readonly string[], columns: readonly Step[]): Step {
  const between = (message: MessageInMaking, around: readonly string[]): string => {
    let html = around[0] as string;
    for (let i = 0; i < columns.length; i++) html += inside(message, columns[i] as Step) + around[i + 1];
    return html;
  };
  return (message) => {
    message.nodes += 1;
    if (section === undefined || message.body.isInside) message.body.addRows(between(message, cells));
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
