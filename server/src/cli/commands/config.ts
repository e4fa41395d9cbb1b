import { loadConfig } from '../../platform/config/index.ts';
import type { Command } from '../command.ts';
import { textOf } from '../common-options.ts';

export const config: Command = {
  name: 'config',
  usage: '',
  options: {},
  async run(args, io) {
    const file = textOf(args, 'config');
    const dataDir = textOf(args, 'data');
    const { explained } = loadConfig({
      env: process.env,
      ...(file === undefined ? {} : { file }),
      ...(dataDir === undefined ? {} : { given: { dataDir } }),
    });
    if (io.json) {
      io.out(JSON.stringify({ settings: explained }));
      return 0;
    }
    for (const one of explained) {
      io.out(`${one.name} = ${one.value ?? `(${one.default})`}`);
      io.out(`    ${one.meaning}`);
      io.out(`    from: ${one.source === 'default' ? 'default' : `${one.source}, default ${one.default}`}; environment: ${one.env}`);
    }
    return 0;
  },
};
