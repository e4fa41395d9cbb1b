import type { FastifyInstance } from 'fastify';
import type { Policies } from './auth/policies.ts';
import type { Platform } from './platform.ts';

/**
 * The rooms in the order in which data flows. A room imports only rooms before it; its migrations run after theirs. The SQL of a
 * room lies in `server/src/<room>/migrations/0001-what-it-does.sql` and is found there, nothing has to be registered.
 */
export const roomNames = [
  'platform',
  'intake',
  'customers',
  'content',
  'governance',
  'production',
  'delivery',
  'campaigns',
  'archive',
  'portal',
  'reports',
] as const;
export type RoomName = (typeof roomNames)[number];

/**
 * What a room offers to the composition root (`posthorn.ts`): export one as `intakeRoom`, `deliveryRoom`, … from the room's
 * `index.ts`. A room that needs a decision of a later room exports a function that makes the room from it.
 */
export interface Room {
  readonly name: RoomName;
  /** Which role may do what: merged over all rooms. */
  readonly policies?: Policies;
  /** Registers its endpoints with `register` of `platform/http`. Called in processes that serve. */
  readonly routes?: (app: FastifyInstance, platform: Platform) => void;
  /** Declares its jobs with `platform.jobs.define`. Called in every process, before jobs start; only workers run them. */
  readonly jobs?: (platform: Platform) => void;
  /** Subscribes to events with `platform.events.subscribe`. Called in every process; only workers handle them. */
  readonly subscriptions?: (platform: Platform) => void;
  /** Reads what must be known before the first job and the first event. Called in every process, after the migrations. */
  readonly prepare?: (platform: Platform) => Promise<void>;
  /** Starts what must run beside jobs in a worker (a sender's loop, the catcher). Returns how to stop it. */
  readonly work?: (platform: Platform) => Promise<{ stop(): Promise<void> }>;
}
