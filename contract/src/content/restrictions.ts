import Type, { type Static } from 'typebox';
import { Id, Nothing, page, Role, Timestamp } from '../common.ts';
import { endpoint } from '../endpoint.ts';

export const areaKinds = ['template', 'block', 'brand'] as const;
/** `department`: of blocks; `class`: of templates; `folder`: ids that begin with the value. */
export const areaWays = ['class', 'department', 'folder'] as const;

/** Templates, blocks or brands that only some may write. */
export const WritingAreaContent = Type.Object({
  kind: Type.Enum([...areaKinds]),
  by: Type.Enum([...areaWays]),
  value: Type.String({ minLength: 1, maxLength: 120 }),
  /** Everybody who has one of these roles. */
  roles: Type.Array(Role, { uniqueItems: true }),
  /** Ids of users. */
  people: Type.Array(Type.String(), { maxItems: 500, uniqueItems: true }),
});
export type WritingAreaContent = Static<typeof WritingAreaContent>;

export const WritingArea = Type.Object({ id: Type.String(), ...WritingAreaContent.properties, setAt: Timestamp, setBy: Type.String() });
export type WritingArea = Static<typeof WritingArea>;

/** Who may write what. Locked passages need the permission `content:lock`, which has no endpoint of its own. */
export const restrictions = {
  list: endpoint({
    method: 'GET',
    path: '/api/writing-areas',
    summary: 'Which templates, blocks and brands only some may write',
    room: 'content',
    allow: 'content:read',
    reply: page(WritingArea),
  }),
  set: endpoint({
    method: 'PUT',
    path: '/api/writing-areas',
    summary: 'Say who may write an area; one that is there already is said anew',
    room: 'content',
    allow: 'content:configure',
    body: WritingAreaContent,
    reply: WritingArea,
  }),
  remove: endpoint({
    method: 'DELETE',
    path: '/api/writing-areas/:id',
    summary: 'Let everybody who writes at all write an area again',
    room: 'content',
    allow: 'content:configure',
    params: Id,
    reply: Nothing,
  }),
};
