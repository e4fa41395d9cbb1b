import { parseInline } from '@posthorn/engine/authoring';

/**
 * A text of the model as people read it, without its short form: fields as the names of their values, bold and italic as they will be.
 * Of a text that is shown in pieces a mark may be closed in another piece; what is no field is left as it stands.
 */
export function Wording({ text }: { readonly text: string }) {
  const { pieces, faults } = parseInline(text);
  if (faults.some(({ code }) => code === 'text.unclosed-field')) return text;
  return pieces.map((piece, i) => {
    const Tag = piece.bold ? 'strong' : piece.italic ? 'em' : 'span';
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
      <Tag key={i}>{piece.kind === 'field' ? <code className="value-name">{piece.expression}</code> : piece.text}</Tag>
    );
  });
}
