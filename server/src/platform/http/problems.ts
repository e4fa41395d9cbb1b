import type { Problem } from '@posthorn/contract';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { failureOf } from '../db/transaction.ts';
import { type ErrorCode, type FieldError, PosthornError } from '../errors/index.ts';
import type { Logger } from '../log/logger.ts';

/** Every error leaves as RFC 9457 problem details with a code of the table. What is no PosthornError is logged and not shown. */
export function handleProblems(app: FastifyInstance, log: Logger): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const known = knownError(error);
    if (known === undefined) log.error({ err: error, request: request.id, url: request.url }, 'a request failed');
    return sendProblem(request, reply, known ?? new PosthornError('internal.fault', { cause: error }));
  });
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: PosthornError): FastifyReply {
  const problem: Problem = {
    type: `https://posthorn.dev/errors/${error.code}`,
    title: error.entry.title,
    status: error.entry.status,
    code: error.code,
    detail: error.message,
    ...(error.particular ? { particular: true as const } : {}),
    hint: error.hint,
    instance: `urn:request:${request.id}`,
    ...(error.fields === undefined ? {} : { errors: [...error.fields] }),
    ...(error.data === undefined ? {} : { data: { ...error.data } }),
  };
  // Serialised here: the schema of the endpoint's reply is not that of a problem.
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .serializer((value: unknown) => JSON.stringify(value))
    .send(problem);
}

/** What PostgreSQL says of texts with U+0000, in columns of text and within JSON: it keeps none. */
const unstorable: ReadonlySet<string> = new Set(['22021', '22P05']);

function knownError(error: FastifyError): PosthornError | undefined {
  if (error instanceof PosthornError) return error;
  if (error.validation !== undefined)
    return new PosthornError('request.invalid', { fields: fieldsOf(error), detail: 'Some fields are wrong.' });
  if (error.statusCode === 413) return new PosthornError('request.too-large');
  if (unstorable.has(error.code))
    return new PosthornError('request.invalid', { detail: 'A text holds the character U+0000 (NUL).', cause: error });
  if (failureOf(error) === 'connection') return new PosthornError('db.unreachable', { cause: error });
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    const code: ErrorCode = error.statusCode === 404 ? 'request.not-found' : 'request.invalid';
    return new PosthornError(code, { detail: error.message, cause: error });
  }
  return undefined;
}

function fieldsOf(error: FastifyError): readonly FieldError[] {
  return (error.validation ?? []).map(({ instancePath, message, params }) => {
    const missing = (params as { requiredProperties?: string[] } | undefined)?.requiredProperties;
    const place = `${error.validationContext ?? ''}${instancePath}`;
    return { field: missing === undefined ? place : `${place}/${missing.join(', ')}`, message: message ?? 'is wrong' };
  });
}
