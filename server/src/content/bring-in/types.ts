/** What a file of another system says, before it becomes a template: the same whether it came as Word, HTML or plain text. */

export type FoundMark =
  | { readonly type: 'bold' | 'italic' | 'underline' | 'strike' | 'superscript' | 'subscript' | 'smallcaps' }
  | { readonly type: 'link'; readonly href: string };

export type Piece =
  /** May hold fields and controls of a template language, such as `{{ name }}` and `{% if … %}`. */
  | { readonly kind: 'text'; readonly text: string; readonly marks: readonly FoundMark[] }
  | { readonly kind: 'break' | 'tab' }
  /** A field that the format itself knows, such as MERGEFIELD. */
  | { readonly kind: 'field'; readonly name: string; readonly marks: readonly FoundMark[] }
  | { readonly kind: 'footnote'; readonly pieces: readonly Piece[] };

export interface FoundParagraph {
  readonly kind: 'paragraph';
  readonly heading?: 1 | 2 | 3 | 4 | 5 | 6;
  readonly list?: { readonly ordered: boolean; readonly level: number; readonly label?: string };
  readonly pieces: readonly Piece[];
}
export interface FoundCell {
  readonly nodes: readonly FoundNode[];
  readonly span: number;
  readonly rowSpan: number;
}
export interface FoundRow {
  readonly header: boolean;
  readonly cells: readonly FoundCell[];
}
export type FoundNode =
  | FoundParagraph
  | { readonly kind: 'table'; readonly rows: readonly FoundRow[] }
  /** Millimetres. */
  | { readonly kind: 'image'; readonly image: string; readonly alt: string; readonly width?: number; readonly height?: number }
  | { readonly kind: 'button'; readonly pieces: readonly Piece[]; readonly href: string }
  | { readonly kind: 'pageBreak' | 'line' };

/** Something that could not be carried over as it was. */
export interface Finding {
  /** `changed`: it is there in another form; `lost`: it is not there. */
  readonly severity: 'changed' | 'lost';
  readonly code: FindingCode;
  /** What it is, in the words of the file. */
  readonly what: string;
  /** Where in the file: "paragraph 12", "header". */
  readonly where: string;
}

export type FindingCode =
  | 'field-renamed'
  | 'field-made'
  | 'condition-made'
  | 'loop-made'
  | 'control-unread'
  | 'control-unclosed'
  | 'image-unreadable'
  | 'page-part'
  | 'text-box'
  | 'comment-left'
  | 'deletion-left'
  | 'form-of-field'
  | 'layout-left'
  | 'equation'
  | 'object';

/** What became of a finding, and what one does about it; English for the command line, the workplace has its own. */
export const findingHints: Readonly<Record<FindingCode, readonly [meaning: string, hint: string]>> = {
  'field-renamed': ['The field has another name.', 'Give the record this name, or rename the field in the template.'],
  'field-made': [
    'The expression could not be read; a field of the record stands for it.',
    'Let the record have this field, or write the expression anew in CEL.',
  ],
  'condition-made': [
    'The condition could not be read; a field of the record (true or false) stands for it.',
    'Let the record have this field, or write the condition anew.',
  ],
  'loop-made': ['What is repeated could not be read; a list of the record stands for it.', 'Let the record have this list.'],
  'control-unread': ['A command of the template language has no counterpart and was left out.', 'See whether its effect is still wanted.'],
  'control-unclosed': ['A condition or loop did not end where it should.', 'Look at where it ends now.'],
  'image-unreadable': ['The picture has a form that cannot be shown.', 'Save it as PNG, JPEG or SVG and put it in again.'],
  'page-part': [
    'It stood in the header or footer of the page and is a block of its own now.',
    'Put the block into a frame of the page master.',
  ],
  'text-box': ['It stood in a text box and follows its paragraph now.', 'Move it to where it belongs, or into a frame.'],
  'comment-left': ['Comments were left out.', 'Write them anew where they still matter.'],
  'deletion-left': ['Text marked as deleted was left out.', 'Nothing, if the deletion was meant.'],
  'form-of-field': [
    'A field that Word computes was left out or stands as text.',
    'Use the fields of the editor for page numbers, dates and contents.',
  ],
  'layout-left': ['Its position or form on the page was left out.', 'The brand decides how it looks; choose a style.'],
  equation: ['A formula stands as its letters only.', 'Put it in as a picture.'],
  object: ['An embedded object was left out.', 'Put it in as a picture or attach it as a file.'],
};

/** A file read. */
export interface FoundDocument {
  readonly title?: string;
  /** Language tag. */
  readonly language?: string;
  readonly nodes: readonly FoundNode[];
  /** Headers and footers of the page, each with its name. */
  readonly parts: readonly { readonly name: string; readonly nodes: readonly FoundNode[] }[];
  /** By the name that image nodes have. */
  readonly images: ReadonlyMap<string, { readonly file: string; readonly bytes: Uint8Array }>;
  readonly findings: readonly Finding[];
}
