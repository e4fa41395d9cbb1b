import type { Block } from '@posthorn/engine';
import type { Duty } from '@posthorn/engine/duties';
import { parse } from '../drafts/gather-parts.ts';
import { type DutyRow, dutyVersionsFor, factsOf, signatureBlocks, wordings } from '../store/duties.ts';
import type { Reader } from '../store/reader.ts';
import { daysOfChange, dutiesOn, type Facts, forEngine, isAbout } from './rules.ts';

/** The duties of a template on a day, as the engine takes them; mostly there are none. */
export async function dutiesOf(db: Reader, templateId: string, day: string): Promise<readonly Duty[]> {
  const facts = await factsOf(db, templateId);
  if (facts === undefined) return [];
  return await readyForEngine(db, facts, await held(db, facts, day));
}

/** Whether there is any duty, of today or later, that may be about a template. */
export async function mayHaveDuties(db: Reader, templateId: string): Promise<boolean> {
  const facts = await factsOf(db, templateId);
  return facts !== undefined && (await dutyVersionsFor(db, facts.class)).length > 0;
}

/** The versions of duties that hold for a template on a day. */
export async function held(db: Reader, facts: Facts, day: string): Promise<readonly DutyRow[]> {
  return dutiesOn(await dutyVersionsFor(db, facts.class), day).filter(({ content }) => isAbout(content, facts));
}

/** The days after one on which a template may have other duties. */
export async function daysOfDuties(db: Reader, templateId: string, after: string): Promise<readonly string[]> {
  const facts = await factsOf(db, templateId);
  return facts === undefined ? [] : daysOfChange(await dutyVersionsFor(db, facts.class), after);
}

/** Duties with the approved wording of their blocks. */
export async function readyForEngine(db: Reader, facts: Facts, rows: readonly Pick<DutyRow, 'id' | 'content'>[]): Promise<readonly Duty[]> {
  if (rows.length === 0) return [];
  const wanted = rows.flatMap(({ content }) =>
    content.blockVersion === undefined ? [] : [[content.block, content.blockVersion] as const],
  );
  const approved = await wordings(db, wanted);
  const signatures = await signatureBlocks(db);
  return rows.map((row) => {
    const { block, blockVersion } = row.content;
    const source = blockVersion === undefined ? undefined : approved.get(`${block} ${blockVersion}`);
    return forEngine(row, facts, source === undefined ? undefined : parse<Block>(source), signatures);
  });
}
