import { expect, test } from 'vitest';
import { problemOf } from './api-error.ts';

test('a problem of the server keeps its title, detail and hint', async () => {
  const problem = { type: 'x', title: 'Refused', status: 409, code: 'runs.same', detail: 'It runs already', hint: 'Look at it' };
  const error = await problemOf(new Response(JSON.stringify(problem), { status: 409 }));
  expect(error.problem).toEqual(problem);
  expect(error.status).toBe(409);
});

test('an answer without a problem, such as the page of a proxy, becomes a plain one', async () => {
  const error = await problemOf(new Response('<h1>Bad gateway</h1>', { status: 502, statusText: 'Bad Gateway' }));
  expect(error.problem).toMatchObject({ status: 502, title: 'Bad Gateway', code: 'http.unexpected' });
});
