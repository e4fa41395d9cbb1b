import { expect, test } from 'vitest';
import { doorsFor } from './navigation.ts';

const names = (permissions: string[], demonstration = false) => doorsFor({ permissions, demonstration }).map(({ name }) => name);

test('a person sees the doors that their permissions open, and no others', () => {
  expect(names(['runs:read', 'communications:read'])).toEqual(['home', 'runs', 'communications']);
  expect(names(['audit:read'])).toEqual(['home', 'administration']);
});

test('caught messages have a door in a demonstration only', () => {
  expect(names(['communications:read'])).not.toContain('catcher');
  expect(names(['communications:read'], true)).toContain('catcher');
});
