/** The portal: what customers see and do without signing in, by signed links. */
import type { Room } from '../platform/room.ts';
import { mailConfirmation } from './confirmation/mail-confirmation.ts';
import { forgetJob, mailConfirmationJob, mailLinkJob } from './job-names.ts';
import { type MailLink, mailLink } from './mail-link.ts';
import { portalRoutes } from './routes.ts';
import { forgetOld } from './store.ts';

const keptDays = 30;

export const portalRoom: Room = {
  name: 'portal',
  routes: portalRoutes,
  jobs(platform) {
    platform.jobs.define<MailLink>(mailLinkJob, { retryLimit: 8, retryBackoff: true }, (data) => mailLink(platform, data));
    platform.jobs.define<{ confirmationId: string }>(mailConfirmationJob, { retryLimit: 8, retryBackoff: true }, (data) =>
      mailConfirmation(platform, data),
    );
    platform.jobs.define(forgetJob, {}, () => forgetOld(platform.db, new Date(platform.clock().getTime() - keptDays * 86_400_000)));
    platform.jobs.schedule(forgetJob, '41 3 * * *');
  },
};
