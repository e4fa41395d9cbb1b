import { api, type ReturnedLetter, type ReturnReason } from '@posthorn/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { call } from '../../api/call.ts';
import { sendFile } from '../../api/send-file.ts';
import { keyOf } from '../../api/use-api.ts';

/** A photograph or a list, and what became of it. */
export interface Read {
  readonly id: number;
  readonly name: string;
  readonly reason: ReturnReason;
  /** Address of the picture in this browser; absent for lists. */
  readonly picture?: string;
  /** `unread`: no code could be read, so a person says whose letter it is. */
  readonly state: 'waiting' | 'read' | 'unread' | 'failed';
  readonly rows: readonly ReturnedLetter[];
  readonly problem?: unknown;
}

export interface Reading {
  /** In the order in which they were given. */
  readonly files: readonly Read[];
  add(files: Iterable<File>, reason: ReturnReason): void;
  /** Tells numbers by hand. @param of the picture that nothing could be read in */
  tell(numbers: readonly string[], reason: ReturnReason, of?: number): Promise<readonly ReturnedLetter[]>;
  /** Puts one aside that is no letter of ours. */
  drop(id: number): void;
}

/** Pictures that are read at a time: more would only wait for each other on the server. */
const atOnce = 2;
/** As many as the server takes in one request. */
const slice = 500;

/** Sends photographs and lists, some at a time, and keeps what they say. */
export function useReading(): Reading {
  const queries = useQueryClient();
  const [files, setFiles] = useState<readonly Read[]>([]);
  const left = useRef<{ readonly id: number; readonly file: File; readonly reason: ReturnReason }[]>([]);
  const running = useRef(0);
  const last = useRef(0);
  const pictures = useRef<string[]>([]);
  useEffect(() => () => pictures.current.forEach(URL.revokeObjectURL), []);

  const change = (id: number, news: Partial<Read>) =>
    setFiles((before) => before.map((one) => (one.id === id ? { ...one, ...news } : one)));
  const refresh = () => queries.invalidateQueries({ queryKey: keyOf(api.returnedLetters.list) });

  const readNext = async (): Promise<void> => {
    const next = left.current.shift();
    if (next === undefined) return;
    running.current++;
    await read(next.file, next.reason)
      .then(
        (rows) => change(next.id, { rows, state: rows.length === 0 ? 'unread' : 'read' }),
        (problem: unknown) => change(next.id, { state: 'failed', problem }),
      )
      .then(refresh);
    running.current--;
    await readNext();
  };

  return {
    files,
    add(given, reason) {
      const fresh = Array.from(given, (file) => ({ id: ++last.current, file, reason }));
      const shown = fresh.map(({ id, file }): Read => {
        const picture = isPicture(file) ? URL.createObjectURL(file) : undefined;
        if (picture !== undefined) pictures.current.push(picture);
        return { id, name: file.name, reason, state: 'waiting', rows: [], ...(picture === undefined ? {} : { picture }) };
      });
      setFiles((before) => [...before, ...shown]);
      left.current.push(...fresh);
      while (running.current < atOnce && left.current.length > 0) void readNext();
    },
    async tell(numbers, reason, of) {
      const rows = await told(numbers, reason);
      if (of !== undefined && rows.some((row) => row.state !== 'unknown')) change(of, { rows, state: 'read' });
      await refresh();
      return rows;
    },
    drop: (id) => setFiles((before) => before.filter((one) => one.id !== id)),
  };
}

const isPicture = (file: File): boolean => file.type.startsWith('image/') || /\.(png|jpe?g)$/i.test(file.name);

async function read(file: File, reason: ReturnReason): Promise<readonly ReturnedLetter[]> {
  if (!isPicture(file)) return await told(numbersIn(await file.text()), reason);
  const type = /\.png$/i.test(file.name) || file.type === 'image/png' ? 'image/png' : 'image/jpeg';
  return (await sendFile(api.returnedLetters.picture, { query: { reason } }, file, type)).rows;
}

async function told(numbers: readonly string[], reason: ReturnReason): Promise<readonly ReturnedLetter[]> {
  const rows: ReturnedLetter[] = [];
  for (let at = 0; at < numbers.length; at += slice) {
    const answer = await call(api.returnedLetters.record, { body: { reason, numbers: numbers.slice(at, at + slice) } });
    rows.push(...answer.rows);
  }
  return rows;
}

/** The first cell of each line. */
export const numbersIn = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => (line.split(/[;,\t]/)[0] ?? '').replaceAll('"', '').trim().slice(0, 100))
    .filter((cell) => cell !== '');
