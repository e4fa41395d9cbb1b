import type { Command } from '../command.ts';
import { runServer, serverOptions } from '../run-server.ts';

export const all: Command = {
  name: 'all',
  usage: '[--port 8080] [--host 127.0.0.1] [--data DIR]',
  options: serverOptions,
  run: (args, io) => runServer(args, io, { work: true }),
};
