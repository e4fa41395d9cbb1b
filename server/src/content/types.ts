import type { TemplateBundle } from '@posthorn/engine';

/** A JSON file with its text, so that diagnostics can show the place and pull writes it as it was. */
export interface SourceText {
  /** Relative to the template's folder. */
  readonly file: string;
  readonly text: string;
}

/** A template with everything beside it, as read from a folder. */
export interface TemplateFolder {
  /** Absolute. */
  readonly folder: string;
  readonly bundle: TemplateBundle;
  readonly template: SourceText;
  readonly brand: SourceText;
  /** By id; only blocks that template or brand refer to, directly or through other blocks. */
  readonly blocks: ReadonlyMap<string, SourceText>;
  /** JSON Lines of sample.jsonl; '' where there is none. */
  readonly samples: string;
}

/** Pins everything a template version is made of. Hashes are SHA-256 (hex). */
export interface Manifest {
  readonly template: { readonly hash: string };
  readonly brand: PinnedVersion;
  readonly blocks: readonly PinnedVersion[];
  /** Asset name → hash of its bytes. */
  readonly assets: { readonly [name: string]: string };
  readonly samples: string;
}

export interface PinnedVersion {
  readonly id: string;
  readonly versionId: string;
  readonly version: number;
  readonly hash: string;
}

/** A version of a template, without its content. */
export interface TemplateVersionInfo {
  readonly id: string;
  readonly templateId: string;
  readonly version: number;
  readonly state: 'draft' | 'released' | 'retired';
  readonly hash: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly releasedAt: Date | null;
  readonly releasedBy: string | null;
  readonly note: string | null;
}

/** A version with its content as pushed. */
export interface TemplateVersionRow extends TemplateVersionInfo {
  readonly source: string;
  readonly samples: string;
  readonly manifest: Manifest;
}
