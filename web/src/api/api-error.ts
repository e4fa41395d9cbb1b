import type { Problem } from '@posthorn/contract';

/** A refused or failed call, as RFC 9457 problem details: what happened, why, and what to do about it. */
export class ApiError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ApiError';
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }
}

/** The problem in an answer that is no success; a plain one when the answer carries none (a proxy's error page, say). */
export async function problemOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => undefined);
  if (isProblem(body)) return new ApiError(body);
  return new ApiError({
    type: 'about:blank',
    title: response.statusText || `HTTP ${response.status}`,
    status: response.status,
    code: 'http.unexpected',
    detail: `${response.status} ${response.statusText}`.trim(),
  });
}

/** The server could not be reached at all. `status` is 0. */
export function unreachable(cause: unknown): ApiError {
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new ApiError({ type: 'about:blank', title: 'Posthorn cannot be reached', status: 0, code: 'http.unreachable', detail });
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'status' in body && 'title' in body && 'code' in body && 'detail' in body;
}
