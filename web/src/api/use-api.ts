import type { Endpoint, ReplyOf } from '@posthorn/contract';
import { QueryClient, queryOptions, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';
import { call, type InputOf } from './call.ts';

/** One cache for all answers. A lost connection is tried again; a refusal by the server is final. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < 2 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 500),
        retryDelay: (attempt) => 400 * 2 ** attempt,
      },
    },
  });
}

/** Key of an answer in the cache: all inputs of one endpoint share its path as the first part. */
export function keyOf<E extends Endpoint>(endpoint: E, input?: object): readonly unknown[] {
  return input === undefined ? [endpoint.path] : [endpoint.path, input];
}

/** How to ask an endpoint, for `useQuery`, prefetching and route guards. */
export function asking<E extends Endpoint>(endpoint: E, input: InputOf<E>) {
  return queryOptions<ReplyOf<E>, ApiError>({
    queryKey: keyOf(endpoint, input as object),
    queryFn: ({ signal }) => call(endpoint, input, signal),
  });
}

/** Asks an endpoint and keeps the answer fresh. */
export function useApi<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  options: { readonly enabled?: boolean; readonly refetchInterval?: number; readonly keepPrevious?: boolean } = {},
) {
  const { keepPrevious, ...rest } = options;
  return useQuery({
    ...asking(endpoint, input),
    ...rest,
    ...(keepPrevious ? { placeholderData: (previous: ReplyOf<E> | undefined) => previous } : {}),
  } as ReturnType<typeof asking<E>>);
}

type RowsOf<Reply> = Reply extends { rows: readonly (infer Row)[] } ? Row : never;
interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next?: string;
  readonly total?: number;
}

/** Asks a list endpoint page by page; `rows` are all rows loaded so far. */
export function useApiPages<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  limit = 50,
  options: { readonly refetchInterval?: number } = {},
) {
  type Row = RowsOf<ReplyOf<E>>;
  const given = input as { readonly query?: object };
  const answer = useInfiniteQuery({
    queryKey: [...keyOf(endpoint, given), 'pages'],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...given.query, limit, ...(pageParam === undefined ? {} : { after: pageParam }) };
      return (await call(endpoint, { ...given, query } as unknown as InputOf<E>, signal)) as unknown as Page<Row>;
    },
    getNextPageParam: (last: Page<Row>) => last.next,
    placeholderData: (previous) => previous,
    ...options,
  });
  return { ...answer, rows: answer.data?.pages.flatMap((one) => one.rows) ?? [], total: answer.data?.pages[0]?.total };
}

/** A changing call. When it succeeds the answers of `refreshes` are asked again. */
export function useChange<E extends Endpoint>(endpoint: E, refreshes: readonly Endpoint[] = []) {
  const queries = useQueryClient();
  return useMutation<ReplyOf<E>, ApiError, InputOf<E>>({
    mutationFn: (input) => call(endpoint, input),
    onSuccess: () => Promise.all(refreshes.map((one) => queries.invalidateQueries({ queryKey: keyOf(one) }))).then(() => undefined),
  });
}
