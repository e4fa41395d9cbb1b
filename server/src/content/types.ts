import type { SuggestionContent } from '@posthorn/contract';
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
  /** A block may be there several times: see `pinsOn`. */
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
  /** Of a block: the days on which this is the wording, both included; no day is no limit. */
  readonly validFrom?: string;
  readonly validUntil?: string;
}

/** `draft`: pushed, not submitted; `returned`: refused or taken back; `withdrawn`: stopped in an emergency. */
export type VersionState = 'draft' | 'in_review' | 'scheduled' | 'released' | 'retired' | 'returned' | 'withdrawn';

export type BrandVersionState = 'pushed' | 'in_review' | 'scheduled' | 'released' | 'returned';

/** A version of a template, without its content. */
export interface TemplateVersionInfo {
  readonly id: string;
  readonly templateId: string;
  readonly version: number;
  readonly state: VersionState;
  readonly hash: string;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly releasedAt: Date | null;
  readonly releasedBy: string | null;
  readonly note: string | null;
  /** Everybody whose changes are in it and were not released before: `kind/id`. */
  readonly authors: readonly string[];
  readonly origin: 'folder' | 'workplace' | 'block' | 'brand';
}

/** A version with its content as pushed. */
export interface TemplateVersionRow extends TemplateVersionInfo {
  readonly source: string;
  readonly samples: string;
  readonly manifest: Manifest;
}

export type ContentKind = 'template' | 'block' | 'brand';
/** What holds texts of authors, and uses blocks. */
export type TextKind = Exclude<ContentKind, 'brand'>;
export type TemplateKind = 'batch' | 'on-demand' | 'interactive';

/** The open working copy of a template, block or brand. */
export interface DraftRow {
  readonly id: string;
  readonly kind: ContentKind;
  readonly contentId: string;
  readonly revision: number;
  /** JSON of the engine's model. */
  readonly document: string;
  readonly hash: string;
  readonly basedOn: string | null;
  readonly basedOnVersion: number | null;
  /** The version that it was submitted as and that waits to be decided. */
  readonly inReview: string | null;
  readonly inReviewVersion: number | null;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly savedAt: Date;
  readonly savedBy: string;
}

export interface LockRow {
  readonly userId: string;
  readonly name: string;
  readonly editor: string;
  readonly since: Date;
  readonly seenAt: Date;
  readonly expiresAt: Date;
}

export interface PersonRow {
  readonly userId: string;
  readonly name: string;
  readonly editor: string;
  readonly seenAt: Date;
}

export interface SampleRow {
  readonly id: string;
  readonly label: string;
  readonly source: 'pushed' | 'written' | 'record';
  readonly record: { readonly [field: string]: unknown };
}

export interface ImageRow {
  readonly name: string;
  readonly sha256: string;
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/svg+xml';
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly uploadedAt: Date;
  readonly uploadedBy: string;
}

/** A version of a template, block or brand on its way to release. */
export interface ReviewRow {
  readonly name: string | Readonly<Record<string, string>>;
  readonly versionId: string;
  readonly kind: ContentKind;
  readonly contentId: string;
  readonly version: number;
  readonly class: string;
  readonly state: 'open' | 'scheduled' | 'released' | 'returned';
  readonly stages: readonly Stage[];
  /** Index of the stage whose turn it is. */
  readonly stage: number;
  readonly submittedAt: Date;
  readonly submittedBy: string;
  readonly comment: string;
  readonly authors: readonly string[];
  readonly authorNames: readonly string[];
  readonly due: string | null;
  readonly releaseAt: Date | null;
  readonly draftId: string;
  /** The day on which people were last reminded that it is due. */
  readonly remindedOn: string | null;
  /** Of a block. */
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

export type Stage = 'department' | 'legal' | 'compliance';

export interface DecisionRow {
  readonly versionId: string;
  readonly stage: Stage;
  readonly decision: 'approve' | 'return';
  readonly comment: string;
  /** `kind/id` */
  readonly actor: string;
  readonly actorName: string;
  /** In whose place: `kind/id` and name. */
  readonly insteadOf: string | null;
  readonly insteadOfName: string | null;
  readonly at: Date;
}

/** What content asks of production; handed in by the composition root. */
export interface ProductionFacts {
  /** Communications of some templates composed since a moment: their sum, and the templates with the most. */
  communicationsSince(
    templateIds: readonly string[],
    since: Date,
    greatest: number,
  ): Promise<{ readonly total: number; readonly greatest: readonly { readonly templateId: string; readonly composed: number }[] }>;
  /** Ids of the records of which a template's newest communications were made, newest first. */
  newestRecords(templateId: string, count: number): Promise<readonly string[]>;
  /** Runs of a version that are not done. */
  openRuns(versionId: string): Promise<readonly OpenRun[]>;
}

export interface OpenRun {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly records: number;
  readonly composed: number;
}

/** Data of `content.version-withdrawn`. */
export interface VersionWithdrawn {
  readonly versionId: string;
  readonly templateId: string;
  /** Who withdrew it. */
  readonly by: string;
  readonly reason: string;
}

export interface CommentRow {
  readonly id: string;
  readonly kind: ContentKind;
  readonly contentId: string;
  readonly replyTo: string | null;
  /** Of a comment on a passage; null for one on the whole, and for replies. */
  readonly anchor: { readonly nodeId: string; readonly quote?: string; readonly language?: string; readonly suggestion?: string } | null;
  readonly text: string;
  /** Ids of users. */
  readonly mentions: readonly string[];
  /** `kind/id` */
  readonly actor: string;
  readonly actorName: string;
  readonly at: Date;
  readonly resolvedAt: Date | null;
  readonly resolvedBy: string | null;
}

/** A change of words that is proposed for a draft. */
export interface SuggestionRow {
  readonly id: string;
  readonly draftId: string;
  readonly changes: SuggestionContent['changes'];
  readonly assistant: { readonly purpose: string; readonly model: string } | null;
  readonly state: 'open' | 'accepted' | 'rejected' | 'withdrawn';
  /** `kind/id` */
  readonly actor: string;
  readonly actorName: string;
  readonly at: Date;
  readonly changedBy: string | null;
}
