import type { Diagnostic } from '@posthorn/engine';
import type { Composed } from './messages.ts';

/** A record that could not be read, as a document that could not be composed. */
export function unreadable(problem: string): Composed {
  const diagnostic: Diagnostic = { severity: 'error', code: 'data.unreadable', message: problem, place: { part: 'data', pointer: '' } };
  return { diagnostics: [diagnostic] };
}
