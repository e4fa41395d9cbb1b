/** Reports: what the home screen shows. */
import { api } from '@posthorn/contract';
import { register } from '../platform/http/index.ts';
import type { Room } from '../platform/room.ts';
import { subscribeCounters } from './keep-counters.ts';
import { showHome } from './show-home.ts';

export { showHome } from './show-home.ts';

export const reportsRoom: Room = {
  name: 'reports',
  routes: (app, platform) => register(app, api.reports.home, () => showHome(platform)),
  subscriptions: subscribeCounters,
};
