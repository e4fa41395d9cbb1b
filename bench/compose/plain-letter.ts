export type Row = readonly string[];

/** A document as plain texts, for tools that have no templates: what their users would compute in their own code. */
export interface PlainLetter {
  readonly look: Look;
  readonly returnAddress: string;
  readonly address: readonly string[];
  readonly info: readonly (readonly [string, string])[];
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** Figures side by side in a panel. */
  readonly figures?: readonly (readonly [string, string])[];
  readonly table?: {
    /** Width in millimetres. */
    readonly columns: readonly { readonly title: string; readonly width: number; readonly right: boolean }[];
    readonly rows: readonly Row[];
    readonly rowHeight: number;
    readonly fontSize: number;
    readonly total: readonly [string, string];
  };
  /** Long texts, justified and hyphenated where the tool can. */
  readonly justified: readonly string[];
  readonly box?: { readonly title: string; readonly lines: readonly string[]; readonly code: string };
  readonly closing: readonly string[];
  readonly footer: readonly (readonly string[])[];
  readonly language: string;
}

export interface Look {
  readonly brand: string;
  readonly tint: string;
  readonly rule: string;
  readonly ink: string;
  readonly quiet: string;
}

/** Fonts and logo by their files. */
export interface PeerFiles {
  readonly regular: string;
  readonly bold: string;
  readonly logo: string;
}
