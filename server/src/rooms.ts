import type { Room } from './platform/room.ts';

/** All rooms, in the order in which data flows. Where a room needs a decision of a later one, it is handed in here. */
export const rooms: readonly Room[] = [];
