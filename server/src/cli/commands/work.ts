import { once } from 'node:events';
import { startPosthorn } from '../../posthorn.ts';
import type { Command } from '../command.ts';
import { configureFrom } from '../configure-from.ts';

export const work: Command = {
  name: 'work',
  usage: '[--data DIR]',
  options: {},
  async run(args, io) {
    const { config, log } = configureFrom(args);
    const posthorn = await startPosthorn({ config, log, work: true });
    if (io.json) io.out(JSON.stringify({ working: true, pid: process.pid }));
    else io.err('Worker started. Ctrl-C stops it; unfinished work is given back.');
    if (!io.signal.aborted) await once(io.signal, 'abort');
    await posthorn.close();
    return 0;
  },
};
