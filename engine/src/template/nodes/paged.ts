import type { Filler } from './filler.ts';
import type { Float } from './float.ts';
import type { Flow } from './flow.ts';
import type { QrBill } from './qr-bill.ts';
import type { RunningMark, Section } from './section.ts';

export type * from './filler.ts';
export type * from './float.ts';
export type * from './flow.ts';
export type * from './qr-bill.ts';
export type * from './section.ts';

/** Nodes that have to do with how content comes onto pages. */
export type PagedNode = Section | RunningMark | Filler | Flow | Float | QrBill;
