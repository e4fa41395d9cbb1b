import Type, { type Static } from 'typebox';
import { Id, Nothing, page, Timestamp } from '../common.ts';
import { endpoint } from '../endpoint.ts';
import { Day } from './blocks.ts';

/** Somebody is away, and somebody else decides reviews in their place: as they might, never what they may not. */
export const Absence = Type.Object({
  id: Type.String(),
  user: Type.Object({ id: Type.String(), name: Type.String() }),
  deputy: Type.Object({ id: Type.String(), name: Type.String() }),
  /** Both days count. */
  from: Day,
  until: Day,
  /** Today is one of its days. */
  now: Type.Boolean(),
  createdAt: Timestamp,
  createdBy: Type.String(),
});
export type Absence = Static<typeof Absence>;

export const absences = {
  list: endpoint({
    method: 'GET',
    path: '/api/absences',
    summary: 'Absences that are not over: of the caller, and those in which they stand in; all of them for who configures',
    room: 'content',
    allow: 'content:read',
    reply: page(Absence),
  }),
  colleagues: endpoint({
    method: 'GET',
    path: '/api/absences/colleagues',
    summary: 'Who could stand in for the caller',
    room: 'content',
    allow: 'content:comment',
    reply: page(Type.Object({ id: Type.String(), name: Type.String() })),
  }),
  add: endpoint({
    method: 'POST',
    path: '/api/absences',
    summary: 'Name who decides reviews in place of the caller, from a day until another',
    room: 'content',
    allow: 'content:comment',
    body: Type.Object({ deputy: Type.String(), from: Day, until: Day }),
    reply: Absence,
  }),
  end: endpoint({
    method: 'DELETE',
    path: '/api/absences/:id',
    summary: 'End an absence',
    room: 'content',
    allow: 'content:comment',
    params: Id,
    reply: Nothing,
  }),
};
