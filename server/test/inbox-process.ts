import { readInbox } from '../src/delivery/inbound/read-inbox.ts';
import { loadConfig } from '../src/platform/config/index.ts';
import { createLogger } from '../src/platform/log/logger.ts';
import { openPlatform } from '../src/platform/open-platform.ts';

/** A process that reads a mailbox, for tests that kill it: `node inbox-process.ts <imap port>`. */
const { config } = loadConfig({ env: process.env });
const platform = await openPlatform({ config, log: createLogger({ level: 'fatal', format: 'json' }) });
const server = { host: '127.0.0.1', port: Number(process.argv[2]), tls: 'never' as const, verifyCertificate: false };
await readInbox(platform, { ...server, user: 'letters', password: 'secret', folder: 'INBOX', doneFolder: 'Posthorn' }, 'bounces');
await platform.close();
