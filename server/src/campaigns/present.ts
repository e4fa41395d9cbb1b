import type { Campaign } from '@posthorn/contract';
import type { Actor } from '../platform/platform.ts';
import { isOwn } from './control-campaign.ts';
import type { CampaignRow } from './types.ts';

/** A campaign as the API shows it. */
export function presentCampaign(row: CampaignRow, actor: Actor): Campaign {
  const { id, name, rule, variants, holdout, data, schedule, seeds, goal, state, revision, changedBy } = row;
  return {
    ...{ id, name, rule, variants, holdout, data, schedule, seeds, goal, state, revision, changedBy },
    ...(row.conversion === null ? {} : { conversion: row.conversion }),
    changedAt: row.changedAt.toISOString(),
    ...(row.approvedBy === null ? {} : { approvedBy: row.approvedBy }),
    ...(row.approvedAt === null ? {} : { approvedAt: row.approvedAt.toISOString() }),
    own: isOwn(row, actor),
    ...(row.startedAt === null ? {} : { startedAt: row.startedAt.toISOString() }),
    ...(row.endedAt === null ? {} : { endedAt: row.endedAt.toISOString() }),
    ...(row.stopReason === null ? {} : { stopReason: row.stopReason }),
    drawn: { lookedAt: row.lookedAt, unanswerable: row.unanswerable, members: row.members },
  };
}
