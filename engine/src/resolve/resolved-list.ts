import type { ListNumbering } from './list-labels.ts';
import type { ResolvedNode, Run } from './resolved.ts';

export interface ResolvedList {
  readonly type: 'list';
  readonly source: string;
  readonly ordered: boolean;
  readonly style: string;
  readonly items: readonly (readonly ResolvedNode[])[];
  /** By item; 1., 2., 3. or bullets if absent. */
  readonly labels?: readonly string[];
  readonly numbering?: ListNumbering;
  /** Number of the first item; 1 if absent. */
  readonly start?: number;
  /** Whether screens can make the labels by themselves: `1.`, `a.`, `i.` and so on. */
  readonly usual?: boolean;
  readonly tight?: boolean;
}

export interface ResolvedDefinitions {
  readonly type: 'definitions';
  readonly source: string;
  /** Of the terms. */
  readonly style: string | undefined;
  readonly items: readonly { readonly term: readonly Run[]; readonly body: readonly ResolvedNode[] }[];
  /** Millimetres. */
  readonly termWidth?: number;
}

/** The label of an item of a list. */
export function itemLabel({ labels, ordered }: ResolvedList, index: number): string {
  return labels?.[index] ?? (ordered ? `${index + 1}.` : '•');
}
