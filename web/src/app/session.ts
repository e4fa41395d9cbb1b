import { api, type Session } from '@posthorn/contract';
import { type QueryClient, useQuery } from '@tanstack/react-query';
import { ApiError } from '../api/api-error.ts';
import { rememberCsrfToken } from '../api/call.ts';
import { asking, keyOf } from '../api/use-api.ts';

/** Who is signed in, asked once and kept. */
export const sessionQuestion: ReturnType<typeof asking<typeof api.session.get>> = {
  ...asking(api.session.get, {}),
  staleTime: Number.POSITIVE_INFINITY,
};

/** Takes a session over, after signing in or after asking for it. */
export function beginSession(queries: QueryClient, session: Session): void {
  rememberCsrfToken(session.csrfToken);
  queries.setQueryData(keyOf(api.session.get, {}), session);
}

/** Forgets everything that was seen: the next person at this screen starts with nothing. */
export function endSession(queries: QueryClient): void {
  rememberCsrfToken('');
  queries.clear();
}

/** When the server no longer knows the session (it ended, or was ended elsewhere), forgets it and lets the router ask for sign-in. */
export function signOutOnRefusal(queries: QueryClient, refused: () => void): void {
  queries.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'error') return;
    const { error } = event.action;
    const hadSession = queries.getQueryData(sessionQuestion.queryKey) !== undefined;
    if (!(error instanceof ApiError) || error.status !== 401 || !hadSession) return;
    endSession(queries);
    refused();
  });
}

/** The session of the person at the screen. Only inside the signed-in part of the workplace. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuestion);
  if (!data) throw new Error('This part of the workplace needs a session');
  return data;
}

/** Whether the person at the screen may do something, e.g. `runs:start`. */
export function useMay(permission: string): boolean {
  return useSession().permissions.includes(permission);
}
