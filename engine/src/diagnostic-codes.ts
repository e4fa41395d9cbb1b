/** What a code means and how to mend it. `docs/reference/diagnostics.md` is made from this table. */
export interface DiagnosticMeaning {
  readonly severity: 'error' | 'warning';
  /** When it is found: once per template version, or on a record. */
  readonly when: 'check' | 'record';
  readonly meaning: string;
  readonly mend: string;
}

const atCheck = (meaning: string, mend: string): DiagnosticMeaning => ({ severity: 'error', when: 'check', meaning, mend });
const onRecord = (meaning: string, mend: string): DiagnosticMeaning => ({ severity: 'error', when: 'record', meaning, mend });
const warning = (when: DiagnosticMeaning['when'], meaning: string, mend: string): DiagnosticMeaning => ({
  severity: 'warning',
  when,
  meaning,
  mend,
});

/** Every code of the engine. */
export const DIAGNOSTICS: Readonly<Record<string, DiagnosticMeaning>> = {
  'structure.unknown-key': atCheck('A key that the schema does not know, often a misspelling.', 'Correct or remove the key.'),
  'structure.missing-key': atCheck('A key that must be there is not.', 'Add it.'),
  'structure.wrong-type': atCheck(
    'Something of another JSON type than wanted, such as text where a list belongs.',
    'Write what the message says.',
  ),
  'structure.not-allowed': atCheck(
    'A value outside what is allowed here.',
    'Choose one of the values, or keep to the bounds, that the reference names.',
  ),
  'structure.too-deep': atCheck('The JSON is nested beyond measure.', 'Flatten it.'),

  'data-schema.invalid': atCheck(
    'The data schema uses a keyword or form that the engine does not know.',
    'Keep to the subset described in the template reference.',
  ),
  'data-schema.reserved-name': atCheck('A top-level field has a name that stands for something else in expressions.', 'Rename the field.'),

  'expression.syntax': atCheck('The expression cannot be read.', 'Correct it at the marked place.'),
  'expression.unknown-name': atCheck('A name that is neither a field of the record nor bound here.', 'Correct the name.'),
  'expression.unknown-field': atCheck('A field that the data schema does not have.', 'Correct the name or add it to the schema.'),
  'expression.unknown-function': atCheck('A function that does not exist.', 'See the list of functions.'),
  'expression.wrong-arguments': atCheck(
    'A function was given other things than it takes.',
    'Give it what the list of functions says that it takes.',
  ),
  'expression.wrong-types': atCheck(
    'An operator between values that it does not join.',
    'Convert one of them, with string(…), number(…) or decimal(…).',
  ),
  'expression.wrong-result': atCheck(
    'The expression gives another kind of value than its place needs.',
    'Give text, a condition, a list or a number, as the message says.',
  ),
  'expression.name-taken': atCheck('A name given with "as", or to a parameter, is taken or reserved.', 'Choose another name.'),
  'expression.page-number': atCheck(
    'A page number, or another value of "page", outside a frame.',
    'Move it into a frame of the page master.',
  ),
  'expression.missing-value': onRecord(
    'A value that the text needs is not in the record.',
    'Give a fallback with default(…, …), or show the text only when has(…).',
  ),
  'expression.failed': onRecord(
    'A function has no result on this value, such as a date that is none.',
    'Mend the data, or test it in the template.',
  ),

  'text.unclosed-field': atCheck('A field begins with {{ and does not end.', 'Write }}.'),
  'text.empty-field': atCheck('A field holds nothing.', 'Write an expression between {{ and }}.'),
  'text.unclosed-mark': atCheck('Bold text begins with ** and does not end.', 'Write ** at its end, or \\* for an asterisk.'),
  'text.missing-language': warning(
    'check',
    'A text is missing in one of the template’s languages; another language stands in. An error where none is there.',
    'Translate it.',
  ),
  'text.missing-glyph': warning('record', 'The font has no glyph for a character.', 'Choose a font that has it.'),

  'link.unsafe': atCheck(
    'A link to something else than https, http, mailto, tel or sms; on a record where data is part of the address.',
    'Correct the address; put data into it with urlencode(…).',
  ),
  'style.unknown': atCheck('A paragraph, table or box style that the brand does not have.', 'Correct the name or add the style.'),
  'font.unknown': atCheck('A font family that the brand does not have.', 'Correct the name or add the family.'),
  'asset.unknown': atCheck('An image or font that is not among the assets.', 'Correct the name or add the file.'),
  'asset.not-an-image': atCheck('An asset used as an image that is no PNG, JPEG or SVG.', 'Save it as one of them.'),
  'asset.svg': atCheck(
    'An SVG cannot be read or has what cannot be drawn (text, filters, links to other files); a warning where something is left out.',
    'Export it as plain SVG with text and effects as paths.',
  ),
  'asset.svg-in-email': warning(
    'check',
    'Mail readers do not show SVG; the alternative text stands in.',
    'Give a PNG of the same picture: "fallback" of an image, "logoFallback" of the brand.',
  ),
  'asset.damaged': atCheck(
    'A font or an image cannot be read, found when the letter is made ready.',
    'Save it anew: fonts as TrueType, images as PNG or JPEG.',
  ),
  'master.unknown': atCheck('A page master that the brand does not have.', 'Correct the name.'),
  'master.size': atCheck(
    'A page master without a size, or with one said twice, or with a body or frame that is larger than the sheet.',
    'Give "size", or "width" and "height"; keep rectangles on the sheet.',
  ),
  'master.widths-differ': warning(
    'check',
    'The bodies of a master’s pages differ in width: text is set to the narrowest, so that it can run from page to page.',
    'Make them equally wide.',
  ),
  'section.inside': atCheck('A section inside of a node other than if, repeat and block.', 'Put it into the body itself.'),
  'imposition.booklet': atCheck(
    'A booklet with another number of pages on a sheet than two side by side.',
    'Write "columns": 2 and "rows": 1.',
  ),
  'layout.imposition': onRecord(
    'The pages do not fit on the sheet that "imposition" names.',
    'Take a larger sheet, turn it by "landscape", or a smaller page master, gap or number of pages.',
  ),
  'qr-bill.inside': atCheck('A QR-bill inside of a node other than if, repeat and block.', 'Put it into the body itself.'),
  'qr-bill.payload': onRecord('What is to be the payload of a Swiss QR-bill is none.', 'Make it by swissqr({...}).'),
  'layout.qr-bill': onRecord(
    'A QR-bill stands on paper that is too small for it.',
    'Take a page master of A4, at least 210 mm wide and 105 mm high.',
  ),
  'layout.qr-bill-frame': warning(
    'record',
    'A frame that is read reaches into the QR-bill, where nothing else may be printed; it was left out.',
    'Move the frame up, or put the QR-bill into a section with a page master of its own.',
  ),
  'layout.qr-bill-font': warning(
    'record',
    'A QR-bill is set in another typeface than Arial, Frutiger, Helvetica or Liberation Sans, which alone the guidelines of SIX allow.',
    'Name a paragraph style with such a font as the "style" of the QR-bill.',
  ),
  'section.not-duplex': warning(
    'check',
    'A section starts on a front side in a letter that is printed on one side: every page is a front side.',
    'Add "duplex": true to "letter", or remove "startOn".',
  ),
  'filler.inside': atCheck('A filler inside of a node other than section, if, repeat and block.', 'Put it into the body itself.'),
  'filler.no-offers': atCheck('A filler without offers.', 'Add "offers", or "each" and "body".'),
  'footnote.inside': atCheck('A footnote in a frame, a filler, a name or another footnote.', 'Write it into the text of the body.'),
  'frame.unknown': atCheck('Content for a frame that the page master does not have.', 'Correct the name.'),
  'brand.mismatch': atCheck('The template was given another brand than it names.', 'Correct "brand".'),
  'language.invalid': atCheck('A language that is no BCP 47 tag.', 'Write a tag such as de or en-GB.'),

  'block.unknown': atCheck('A reference to a block that does not exist.', 'Correct the name or add the block.'),
  'block.recursive': atCheck('A block that contains itself, directly or by way of others.', 'Break the circle.'),
  'block.missing-parameter': atCheck('A block is used without a value for one of its parameters.', 'Add it to "with".'),
  'block.unknown-parameter': atCheck('A value for a parameter that the block does not have.', 'Correct the name.'),
  'block.wrong-id': atCheck('A block stored under another name than its own.', 'Make both the same.'),

  'table.wrong-width': atCheck('The cells of a footer row do not add up to the columns of the table.', 'Correct the spans.'),
  'list.no-items': atCheck('A list without items, or with two kinds of them.', 'Give it either "items", or "each" and "item".'),
  'table.no-rows': atCheck('A table without rows, or with two kinds of them.', 'Give it either "each" or "rows".'),
  'table.no-cell': atCheck('A column or cell without content.', 'Add text ("cell", or "text" in a row), or "body".'),
  'table.needs-list': atCheck('Something that is for the rows of a list, in a table written by hand.', 'Remove it, or add "each".'),
  'table.unknown-look': warning(
    'record',
    'A rule of a table gives a colour or style that the brand does not have; none is used.',
    'Correct the name.',
  ),
  'table.unused-format': warning(
    'check',
    'A format for carried sums in a column that carries none.',
    'Add "carry" or remove "carryFormat".',
  ),
  'template.too-large': atCheck('With its blocks put in, the template has too many nodes.', 'Use fewer or smaller blocks.'),
  'template.too-deep': atCheck('Nodes are nested too deep.', 'Flatten them.'),
  'sms.too-long': warning('record', 'The SMS costs more segments than the template allows.', 'Shorten the text, or raise "maxSegments".'),
  'chat.too-long': warning(
    'record',
    'A text of the chat message is longer than a messenger takes.',
    'Shorten it, write another one for chat, or name in "messengers" only those that it is for.',
  ),
  'chat.too-many': warning(
    'record',
    'The chat message has more buttons, quick replies or cards than a messenger takes.',
    'Leave some out, or name in "messengers" only those that it is for.',
  ),
  'chat.empty': warning('record', 'Nothing of the template is shown in chat.', 'Write a "body" into "chat".'),
  'push.too-long': warning(
    'record',
    'The title or the text of the push message is longer than devices show.',
    'Say it shorter; a click opens the rest.',
  ),
  'push.too-large': onRecord('The push message is larger than can be sent encrypted.', 'Shorten the text, or the address of the link.'),
  'email.too-large': warning(
    'record',
    'The HTML of the e-mail is larger than 102 KB, of which Gmail shows no more.',
    'Put long tables into the letter, and a link or the attachment into the message.',
  ),
  'template.no-push': onRecord('A push message was asked of a template that has none.', 'Add "push".'),
  'template.no-sms': onRecord('An SMS was asked of a template that has no text for it.', 'Add "sms".'),

  'data.missing': onRecord('A required field is missing or null.', 'Complete the record.'),
  'data.wrong-type': onRecord('A field holds another kind of value than the schema says.', 'Mend the record.'),
  'data.not-allowed': onRecord('A value outside the bounds of the schema.', 'Mend the record.'),
  'data.unknown-field': onRecord('A field that a closed schema does not have.', 'Remove the field or add it to the schema.'),
  'record.too-large': onRecord('A list is longer, or the document grows larger, than a document can be.', 'Split the record.'),
  'chart.series': atCheck('A doughnut chart with more than one series.', 'Use stacked bars.'),
  'chart.contrast': warning('check', 'A colour of a chart hardly stands out from paper.', 'Choose a darker one.'),
  'chart.too-many-items': onRecord('A chart of more items than a picture can show.', 'Group the data, or use a table.'),
  'chart.negative-share': onRecord('A doughnut chart of a negative number.', 'Use bars.'),
  'barcode.overlay': atCheck('Only a QR code can have a picture in its middle.', 'Remove "overlay".'),
  'barcode.empty': onRecord('A barcode without content.', 'Show it only where there is something to encode.'),
  'language.fallback': warning(
    'record',
    'The template is not written in the language of the record; its first language was used.',
    'Translate the template.',
  ),

  'attachment.content': atCheck('An attached file with neither or both of "asset" and "content".', 'Write one of them.'),
  'attachment.no-name': onRecord('The name of an attached file comes out empty.', 'Correct "name", or the data in it.'),
  'heading.skipped-level': warning(
    'record',
    'A heading is more than one level below the one before it; it is tagged as one level below.',
    'Choose the next level, and a style for its look.',
  ),

  'enclosure.not-a-pdf': atCheck('An enclosed asset that is no PDF.', 'Give a PDF file.'),
  'enclosure.refused': atCheck(
    'A PDF that cannot be enclosed: encrypted, unreadable, with hidden layers, too large.',
    'Save it anew, without password and layers.',
  ),
  'enclosure.not-accessible': warning(
    'check',
    'An enclosed PDF is not PDF/UA-1, so that a letter with it is not either and does not claim it.',
    'Give a tagged PDF/UA file.',
  ),
  'enclosure.not-archivable': warning(
    'check',
    'An enclosed PDF is no PDF/A of level A that fits, so that a letter with it claims level B or no PDF/A at all.',
    'Give a PDF/A-2a or PDF/A-3a file in RGB colours.',
  ),
  'enclosure.no-pages': onRecord('An enclosed PDF does not have the pages that are asked for.', 'Correct "pages".'),
  'encryption.not-archivable': warning(
    'record',
    'An encrypted document is no PDF/A, and does not say that it is.',
    'Archive the document that is not encrypted.',
  ),
  'zone.content': atCheck(
    'A zone lacks what its kind needs, or has what it cannot have.',
    'Give it a "body", of paragraphs and lists where it is free; or "choices" by different names, "chosen" among them.',
  ),
  'zone.name-taken': atCheck(
    'Two zones have the same name and ask different things.',
    'One name is one question: give one of them another name, or make question, kind, choices and limits the same.',
  ),
  'zone.needs-default': atCheck(
    'A zone must be answered in a template that no clerk finishes.',
    'Give it a default, or make the template an interactive one: "use": "interactive".',
  ),
  'zone.unanswered': onRecord('A question that must be answered is not; a warning in a draft.', 'Answer it.'),
  'zone.wrong-answer': onRecord(
    'An answer that its zone does not allow: of another kind, too long, with marks or lists that may not be used; a warning in a draft.',
    'See the message for what it allows.',
  ),
  'zone.unknown': onRecord(
    'An answer to a zone that the template does not have; a warning in a draft.',
    'Take the answer away, or correct its name.',
  ),

  'field.options': atCheck(
    'A field whose options are missing, out of place, or there twice.',
    'Radio and choice have options, others have none.',
  ),
  'field.comb': atCheck('A field with a cell per character without a length.', 'Add "maxLength", or remove "comb".'),
  'field.overflow': warning('record', 'The value of a field does not fit into its box.', 'Make the field larger or its style smaller.'),

  'duty.missing': atCheck('A duty asks for a block that the template does not put in.', 'Put it in by reference, not as a copy.'),
  'duty.changed': atCheck(
    'A block that a duty asks for does not say what was approved.',
    'Use the approved version, or have the duty changed to this one.',
  ),
  'duty.not-shown': onRecord(
    'A block that a duty asks for is not shown for the record, or not printed whole.',
    'Take away what hides it; look at frames that are too small.',
  ),
  'duty.too-small': onRecord('A block that a duty asks for is set in smaller letters than the duty allows.', 'Choose a larger style.'),
  'duty.misplaced': onRecord(
    'A block that a duty asks for stands at another place, or the signature that it is to stand by cannot be found.',
    'Move it; give the node of the signature the id "signature".',
  ),

  'attribute.not-allowed': atCheck(
    'A place uses an attribute for a purpose that the register of personal data does not allow.',
    'Take it out, or have the register allow the purpose of the template.',
  ),

  'layout.barcode': onRecord('The content cannot be a barcode of this kind.', 'See the message for what it allows.'),
  'layout.barcode-too-fine': warning(
    'record',
    'The modules of a barcode are too fine to be printed and read for certain.',
    'Make it wider, or its content shorter.',
  ),
  'layout.image-too-fine': warning(
    'record',
    'A large image has more than 600 dots per inch in its printed size, which nobody sees and every document carries.',
    'Scale it down to 300.',
  ),
  'layout.unknown-image': onRecord('The page shows an image that is not there.', 'Add the asset.'),
  'layout.frame-overflow': warning('record', 'The content of a frame is higher than the frame.', 'Shorten it or make the frame higher.'),
  'layout.overfull-page': warning('record', 'Something is higher than a page and runs over its foot.', 'Make it smaller.'),
  'layout.table-too-wide': warning(
    'record',
    'Fixed widths and longest words of a table need more than there is; its columns were made narrower.',
    'Give it fewer columns, a smaller style, or a wider page.',
  ),
  'layout.slot-overflow': warning('record', 'What production puts into a slot is larger than the slot.', 'Make the slot larger.'),
  'layout.too-much-work': onRecord(
    'Laying the document out takes more work than any document can need.',
    'Look for repeats and columns inside of one another, and for lists that are much too long.',
  ),
  'layout.too-many-pages': onRecord('The document has more pages than a document can have.', 'Split the record.'),
};
