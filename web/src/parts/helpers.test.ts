import type { Home, Run } from '@posthorn/contract';
import { expect, test } from 'vitest';
import { withRun } from '../api/live-runs.ts';
import { purposesOf, withPreference } from '../scenes/customers/preference-rules.ts';
import { passwordFault } from '../scenes/sign-in/password-fault.ts';
import { shares } from './shares.ts';
import { stepTo } from './use-list-keys.ts';

test('the keys of a list stay within it', () => {
  expect(stepTo('j', -1, 3)).toBe(0);
  expect(stepTo('ArrowDown', 2, 3)).toBe(2);
  expect(stepTo('k', 0, 3)).toBe(0);
  expect(stepTo('End', 0, 3)).toBe(2);
  expect(stepTo('x', 0, 3)).toBeUndefined();
  expect(stepTo('j', -1, 0)).toBeUndefined();
});

test('a bar draws the parts there are, by their share of the whole', () => {
  const parts = [{ value: 30 }, { value: 0 }, { value: 10 }];
  expect(shares(parts, 100)).toEqual([
    { part: { value: 30 }, share: 0.3 },
    { part: { value: 10 }, share: 0.1 },
  ]);
  expect(shares(parts, 0)).toEqual([]);
});

test('a new password is long, new, and typed the same twice', () => {
  expect(passwordFault('old', 'short', 'short')?.code).toBe('short');
  expect(passwordFault('the same sentence', 'the same sentence', 'the same sentence')?.code).toBe('same');
  expect(passwordFault('old', 'a long sentence', 'a long sentense')?.code).toBe('differs');
  expect(passwordFault('old', 'a long sentence', 'a long sentence')).toBeUndefined();
});

test('preferences are shown per purpose, all others last, and one is changed without touching the rest', () => {
  expect(purposesOf({ '*': 'post', statement: 'email' })).toEqual(['invoice', 'statement', '*']);
  expect(withPreference({ '*': 'post' }, 'invoice', 'email')).toEqual({ '*': 'post', invoice: 'email' });
});

test('news of a run moves it on the home screen, and out of what runs when it ended', () => {
  const run = { id: 'a', state: 'running', composed: 1 } as Run;
  const home = { running: [], recent: [] as Run[], counts: {}, routed: {}, deliveries: {}, attention: [] } as unknown as Home;
  const running = withRun(home, run);
  expect(running.running).toEqual([run]);
  const ended = withRun({ ...running, recent: [run] }, { ...run, state: 'done' });
  expect(ended.running).toEqual([]);
  expect(ended.recent[0]?.state).toBe('done');
});
