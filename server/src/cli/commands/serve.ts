import type { Command } from '../command.ts';
import { runServer, serverOptions } from '../run-server.ts';

export const serve: Command = {
  name: 'serve',
  usage: '[--port 8080] [--host 127.0.0.1] [--data DIR]',
  options: serverOptions,
  run: (args, io) => runServer(args, io, { work: false }),
};
