import { PosthornError } from '../../platform/errors/index.ts';
import { linkKeys, renewLinkKey } from '../../platform/links/index.ts';
import type { Actor } from '../../platform/platform.ts';
import { startPosthorn } from '../../posthorn.ts';
import type { Command } from '../command.ts';
import { configureFrom } from '../configure-from.ts';

const actor: Actor = { kind: 'system', id: 'cli', name: 'Command line' };

export const links: Command = {
  name: 'links',
  usage: '[--renew [--revoke]]',
  description: `Links in e-mails and letters are signed: who holds one can change what that customer gets. --renew makes a new key that signs from now on; links of older
keys go on working. With --revoke they stop: for a key that got into wrong hands. Customers are then offered a new link.`,
  options: {
    renew: { type: 'boolean', meaning: 'make a new key' },
    revoke: { type: 'boolean', meaning: 'with --renew: links of all older keys open nothing any more' },
  },
  async run(args, io) {
    const revoke = args.values.revoke === true;
    if (args.positionals.length > 0 || (revoke && args.values.renew !== true))
      throw new PosthornError('cli.usage', { detail: '--revoke goes with --renew.' });
    const { config, log } = configureFrom(args, { logLevel: process.env.POSTHORN_LOG_LEVEL ?? 'warn' });
    const { platform, close } = await startPosthorn({ config, log, work: false });
    try {
      if (args.values.renew === true) await renewLinkKey(platform, actor, { revoke });
      const keys = await linkKeys(platform);
      if (io.json) io.out(JSON.stringify(keys));
      else if (keys.length === 0) io.out('No link was signed yet.');
      else
        for (const { number, madeAt, revokedAt } of keys)
          io.out(`${number}: made ${madeAt.toISOString()}${revokedAt === null ? '' : `, revoked ${revokedAt.toISOString()}`}`);
      return 0;
    } finally {
      await close();
    }
  },
};
