/** Characters that a password has at least; the server holds the same rule. */
export const shortestPassword = 12;

export interface PasswordFault {
  readonly field: 'chosen' | 'again';
  readonly code: 'short' | 'same' | 'differs';
}

/** What is wrong with a new password typed twice, if anything. */
export function passwordFault(current: string, chosen: string, again: string): PasswordFault | undefined {
  if (chosen.length < shortestPassword) return { field: 'chosen', code: 'short' };
  if (chosen === current) return { field: 'chosen', code: 'same' };
  if (chosen !== again) return { field: 'again', code: 'differs' };
  return undefined;
}
