/**
 * `@posthorn/engine/authoring`: how the engine reads what authors write, for editors: running text in short form, texts per
 * language, and expressions with their types and their value on a record; and how colours are mixed and told apart.
 */

export { type DataType, dataTypeOf } from './expression/data-type.ts';
export { contrast, mix } from './graphics/contrast.ts';
export type { LaidOutDocument, LaidOutPage } from './layout/display-list.ts';
export { samePage } from './layout/same-page.ts';
export { type PagePlace, pagePlaces, type Sources } from './layout/sources.ts';
export { type BoundName, type Desk, type DeskAnswer, openDesk } from './resolve/desk.ts';
export { isPerLanguage, matchLanguage } from './resolve/localized.ts';
export { openRule, type Rule } from './resolve/open-rule.ts';
export { type ParsedInline, type Piece, parseInline } from './template/parse-inline.ts';
