import type { Command } from '../command.ts';
import { makePrebuilt } from '../prebuilt/make-prebuilt.ts';

export const prebuild: Command = {
  name: 'prebuild',
  usage: '',
  description: `Puts the sources that "posthorn compose", "check" and "preflight" load together into a few files, which Node loads several times as fast.
"npm ci" does it. It can be done again at any time; after a change of a source the sources run as they are until it is.`,
  options: {},
  async run(_, io) {
    const made = await makePrebuilt();
    if (made === undefined) io.err('Nothing to do it with: the bundler (rolldown) is not installed. Posthorn runs from its sources.');
    else if (io.json) io.out(JSON.stringify(made));
    else io.out(`${made.sources} sources are in ${made.folder}.`);
    return 0;
  },
};
