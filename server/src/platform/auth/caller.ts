import type { Actor } from '../platform.ts';
import type { UserRow } from './store.ts';

/** Who calls the API, and what they may do. */
export interface Caller {
  readonly actor: Actor;
  readonly permissions: ReadonlySet<string>;
  /** Present for a person with a session; absent for an API key. */
  readonly session?: { readonly user: UserRow; readonly csrfToken: string; readonly tokenHash: Uint8Array };
}
