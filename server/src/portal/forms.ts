import type { FastifyInstance } from 'fastify';

/** What a form was filled in with. */
export interface Form {
  one(name: string): string | undefined;
  all(name: string): readonly string[];
}

const largestForm = 20_000;

/**
 * Lets the endpoints of a scope take forms of browsers, and what mailbox providers post for one-click unsubscribing, which may be either kind of form
 * (RFC 8058, 3.2).
 */
export function takeForms(app: FastifyInstance): void {
  const options = { parseAs: 'string', bodyLimit: largestForm } as const;
  app.addContentTypeParser('application/x-www-form-urlencoded', options, async (_request: unknown, body: string) => ({ form: body }));
  app.addContentTypeParser('multipart/form-data', options, async (_request: unknown, body: string) => ({ form: partsAsQuery(body) }));
}

export function formOf(body: { readonly form: string } | undefined): Form {
  const fields = new URLSearchParams(body?.form ?? '');
  return { one: (name) => fields.get(name) ?? undefined, all: (name) => fields.getAll(name) };
}

/** The plain fields of multipart/form-data; files are of no interest here. */
function partsAsQuery(body: string): string {
  const fields = new URLSearchParams();
  for (const [, name, value] of body.matchAll(
    /content-disposition:\s*form-data;\s*name="([^"]{1,100})"[^\r\n]*\r?\n(?:[^\r\n]+\r?\n)*\r?\n([^\r\n]*)/gi,
  ))
    fields.append(name!, value!);
  return fields.toString();
}
