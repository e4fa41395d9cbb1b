import type { Diagnostic } from '@posthorn/engine';
import { type ComposePool, type ProgramSource, TemplateBroken, ThreadDied } from './compose-pool.ts';
import type { BatchOutcome, BatchResult, BatchTask } from './messages.ts';

/**
 * Composes a batch so that every record gets its outcome, whatever a record does: one that takes the thread down with it (memory)
 * is found and fails alone; a template that does not compile fails all.
 * @param now moment that documents show, ISO 8601
 */
export async function composeCarefully(
  pool: ComposePool,
  source: ProgramSource,
  now: string,
  tasks: readonly BatchTask[],
): Promise<BatchResult> {
  try {
    return tasks.length === 0 ? { outcomes: [], pack: null } : await pool.compose(source, now, tasks);
  } catch (error) {
    if (error instanceof TemplateBroken) return { outcomes: tasks.map(() => brokenTemplate(error)), pack: null };
    if (error instanceof ThreadDied) return composeWithoutDeadly(pool, source, now, tasks);
    throw error;
  }
}

async function composeWithoutDeadly(
  pool: ComposePool,
  source: ProgramSource,
  now: string,
  tasks: readonly BatchTask[],
): Promise<BatchResult> {
  const deadly = new Map<BatchTask, BatchOutcome>();
  for (const task of tasks) {
    try {
      await pool.compose(source, now, [{ ...task, key: null }]);
    } catch (error) {
      if (!(error instanceof ThreadDied)) throw error;
      deadly.set(task, deadlyRecord(error));
    }
  }
  const others = tasks.filter((task) => !deadly.has(task));
  const { outcomes, pack } = others.length === 0 ? { outcomes: [], pack: null } : await pool.compose(source, now, others);
  const outcomeOf = new Map(others.map((task, index) => [task, outcomes[index]!]));
  return { outcomes: tasks.map((task) => deadly.get(task) ?? outcomeOf.get(task)!), pack };
}

function brokenTemplate({ message, diagnostics }: TemplateBroken): BatchOutcome {
  const whole: Diagnostic = { severity: 'error', code: 'template.broken', message, place: { part: 'template', pointer: '' } };
  return { ok: false, diagnostics: diagnostics.length === 0 ? [whole] : diagnostics };
}

function deadlyRecord({ message }: ThreadDied): BatchOutcome {
  const diagnostic: Diagnostic = {
    severity: 'error',
    code: 'record.too-large',
    message: `Composing this record ended the thread: ${message}`,
    place: { part: 'data', pointer: '' },
    hint: 'Most likely the document needs more memory than a thread has. Split the record.',
  };
  return { ok: false, diagnostics: [diagnostic] };
}
