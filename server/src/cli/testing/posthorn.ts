import { main } from '../main.ts';

/** What a command of `posthorn` ended with, and what it wrote. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `posthorn` with arguments in this process. */
export async function posthorn(...argv: string[]): Promise<Ended> {
  const out: string[] = [];
  const err: string[] = [];
  const io = {
    out: (line: string) => void out.push(line),
    err: (line: string) => void err.push(line),
    signal: new AbortController().signal,
    json: false,
  };
  return { code: await main(argv, io), out: out.join('\n'), err: err.join('\n') };
}
