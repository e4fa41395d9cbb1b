import { CompositionError, compile, type Program, type TemplateBundle } from '@posthorn/engine';
import { PosthornError } from '../platform/errors/index.ts';
import './errors.ts';

/** Versions never change, so their programs can be kept; few, since they hold fonts. */
const programsKept = 6;
const programs = new Map<string, Promise<Program>>();

/**
 * The program of a bundle that always is the same under this key.
 * @throws PosthornError `content.has-errors`
 */
export function keptProgram(key: string, load: () => Promise<TemplateBundle>): Promise<Program> {
  const program = programs.get(key) ?? compiled(load);
  programs.delete(key);
  programs.set(key, program);
  if (programs.size > programsKept) programs.delete(programs.keys().next().value!);
  program.catch(() => programs.delete(key));
  return program;
}

async function compiled(load: () => Promise<TemplateBundle>): Promise<Program> {
  const bundle = await load();
  try {
    return await compile(bundle);
  } catch (error) {
    throw explained(error, 'content.has-errors');
  }
}

/** What the engine says, as an error of ours. */
export function explained(error: unknown, code: 'content.has-errors' | 'content.cannot-compose'): unknown {
  if (!(error instanceof CompositionError)) return error;
  const fields = error.diagnostics.map(({ place, message }) => ({ field: `${place.part}${place.pointer}`, message }));
  return new PosthornError(code, { detail: error.message, fields, cause: error });
}
