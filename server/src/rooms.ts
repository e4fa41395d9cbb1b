import { archiveRoom, usedDataOf } from './archive/index.ts';
import { campaignsRoom } from './campaigns/index.ts';
import { contentRoom } from './content/index.ts';
import { customerSink, customersRoomWith } from './customers/index.ts';
import { deliveredFor, deliveryRoom, routeFor } from './delivery/index.ts';
import { governanceRoom } from './governance/index.ts';
import { intakeRoom } from './intake/index.ts';
import type { Room } from './platform/room.ts';
import { portalRoom } from './portal/index.ts';
import { factsForContent, productionRoom } from './production/index.ts';
import { reportsRoom } from './reports/index.ts';

/** All rooms, in the order in which data flows. Where a room needs a decision of a later one, it is handed in here. */
export const rooms: readonly Room[] = [
  intakeRoom({ customers: customerSink }),
  customersRoomWith({ usedData: usedDataOf }),
  contentRoom({ production: factsForContent }),
  governanceRoom,
  productionRoom({ route: (platform) => routeFor(platform.config), delivered: deliveredFor }),
  deliveryRoom,
  campaignsRoom,
  archiveRoom,
  portalRoom,
  reportsRoom,
];
