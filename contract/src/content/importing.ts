import Type, { type Static } from 'typebox';
import { endpoint } from '../endpoint.ts';

/** Something of a file that was brought in and is not as it was there. */
export const ImportFinding = Type.Object({
  /** `changed`: it is there in another form; `lost`: it is not there. */
  severity: Type.Enum(['changed', 'lost']),
  code: Type.String(),
  /** In the words of the file, and where in it. */
  what: Type.String(),
  where: Type.String(),
});
export type ImportFinding = Static<typeof ImportFinding>;

export const importing = {
  /** The body is the file itself (`application/octet-stream`); `name` is the file's. */
  template: endpoint({
    method: 'POST',
    path: '/api/templates/import',
    summary: 'Make the draft of a template of a Word document, HTML e-mail or plain letter (30 MB at most)',
    room: 'content',
    allow: 'content:write',
    query: Type.Object({
      name: Type.String({ minLength: 1, maxLength: 200 }),
      brand: Type.String(),
      /** Of the text, where the file does not say. */
      language: Type.Optional(Type.String({ maxLength: 35 })),
    }),
    reply: Type.Object({ id: Type.String(), findings: Type.Array(ImportFinding) }),
  }),
};
