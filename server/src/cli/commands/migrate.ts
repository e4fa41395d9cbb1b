import { openDatabase } from '../../platform/db/database.ts';
import { migrate as runMigrations } from '../../platform/db/index.ts';
import type { Command } from '../command.ts';
import { configureFrom } from '../configure-from.ts';

export const migrate: Command = {
  name: 'migrate',
  usage: '',
  options: {},
  async run(args, io) {
    const { config, log } = configureFrom(args);
    const database = await openDatabase(config, log);
    try {
      const ran = await runMigrations(database.pool, log);
      const names = ran.map((one) => `${one.room}/${one.name}`);
      if (io.json) io.out(JSON.stringify({ ran: names }));
      else io.out(names.length === 0 ? 'The database is up to date.' : `Ran ${names.join(', ')}.`);
      return 0;
    } finally {
      await database.close();
    }
  },
};
