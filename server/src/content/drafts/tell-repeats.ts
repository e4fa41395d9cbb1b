import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type RepeatedName, repeatedName, repeatedNames } from '../json-repeats.ts';
import type { ContentKind } from '../types.ts';
import { presentDiagnostic } from './draft-bundle.ts';

/**
 * Reads JSON bodies of a scope for names that stand twice, which parsing hides. Bodies of programs only: a browser writes what it
 * holds, and saves at every pause.
 * @returns what was found in the field `document` of a request's body, as diagnostics
 */
export function tellRepeats(
  scope: FastifyInstance,
): (request: FastifyRequest, kind: ContentKind, id: string) => ReturnType<typeof presentDiagnostic>[] {
  const parse = scope.getDefaultJsonParser('error', 'error');
  const found = new WeakMap<FastifyRequest, readonly RepeatedName[]>();
  scope.removeContentTypeParser('application/json');
  scope.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    parse(request, body as string, (error, value) => {
      if (error === null && request.headers.authorization !== undefined) found.set(request, repeatedNames(body as string));
      done(error, value);
    });
  });
  return (request, kind, id) =>
    (found.get(request) ?? [])
      .filter(({ pointer }) => pointer.startsWith('/document/'))
      .map((one) => {
        const place = { part: kind, pointer: one.pointer.slice('/document'.length), ...(kind === 'block' ? { id } : {}) };
        return presentDiagnostic(repeatedName(one, place));
      });
}
