/** What is wrong with the archive. Kinds are a promise: scripts go by them. */
export interface Finding {
  readonly kind:
    | 'audit-broken'
    | 'pack-missing'
    | 'pack-damaged'
    | 'rendition-missing'
    | 'rendition-damaged'
    | 'rendition-orphaned'
    | 'data-hash-differs'
    | 'run-miscounted'
    | 'not-reproducible';
  /** What it is about: `communication/…`, `pack/…`, `run/…`, `audit/…`. */
  readonly subject: string;
  readonly detail: string;
}

/** What verification found. */
export interface VerifyReport {
  /** Nothing is wrong. */
  readonly intact: boolean;
  readonly auditEntries: number;
  readonly communications: number;
  readonly renditions: number;
  readonly packs: number;
  /** Of plain content, hashed again. */
  readonly bytes: number;
  /** Communications of customers whose key was destroyed: there is nothing left to verify. */
  readonly erased: number;
  /** Communications that were composed again with the same bytes. */
  readonly reproduced: number;
  /** Packs that no communication and no mail refers to: left by cancelled work. Not wrong. */
  readonly unreferencedPacks: number;
  /** The first thousand. */
  readonly findings: readonly Finding[];
  readonly findingsTotal: number;
  readonly seconds: number;
}

/** Gathers findings: keeps the first ones, counts all. */
export class Findings {
  readonly kept: Finding[] = [];
  total = 0;

  add(kind: Finding['kind'], subject: string, detail: string): void {
    this.total++;
    if (this.kept.length < 1_000) this.kept.push({ kind, subject, detail });
  }
}
