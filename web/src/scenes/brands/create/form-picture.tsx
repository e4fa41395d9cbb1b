import { envelopes, forms, inForm, type LetterForm, seenThrough, sheetOf } from '@posthorn/engine/letter-forms';

const empty = { size: 'A4', first: { body: { x: 0, y: 0, width: 1, height: 1 } } } as const;
const lines = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

interface FormPictureProps {
  readonly form: LetterForm;
  readonly brand: string;
  readonly ink: string;
}

/** A letter in a form, drawn small: head, window, address, facts, text, folds. The words beside it say the same. */
export function FormPicture({ form, brand, ink }: FormPictureProps) {
  const { logo, address, info } = forms[form];
  const master = inForm(empty, form);
  const sheet = sheetOf(master);
  const { window } = seenThrough(envelopes[form], sheet);
  const { body } = master.first;
  return (
    <svg viewBox={`0 0 ${sheet.width} ${sheet.height}`} className="bd-form" aria-hidden>
      <rect width={sheet.width} height={sheet.height} fill="#fff" />
      <rect x={logo.x} y={logo.y} width={46} height={Math.min(logo.height, 13)} rx={2} fill={brand} />
      <rect {...window} fill="none" stroke="#8a949b" strokeDasharray="3 2" />
      <Lines at={address} of={[0, 1, 2, 3].slice(0, Math.floor(address.height / 5))} step={5} share={0.6} fill={ink} />
      <Lines at={info} of={[0, 1, 2, 3]} step={5} share={0.7} fill="#9aa4aa" />
      <rect x={body.x} y={body.y} width={70} height={5} fill={brand} />
      <Lines at={{ ...body, y: body.y + 12 }} of={lines} step={6.5} share={1} fill={ink} />
      {envelopes[form].folds.map((y) => (
        <line key={y} x1={3} x2={10} y1={y} y2={y} stroke="#5b6670" />
      ))}
    </svg>
  );
}

interface LinesProps {
  readonly at: { readonly x: number; readonly y: number; readonly width: number };
  readonly of: readonly number[];
  readonly step: number;
  readonly share: number;
  readonly fill: string;
}

function Lines({ at, of, step, share, fill }: LinesProps) {
  return of.map((line) => (
    <rect
      key={line}
      x={at.x}
      y={at.y + line * step}
      width={at.width * share * (line === of.at(-1) ? 0.6 : 1)}
      height={1.6}
      fill={fill}
      opacity={0.75}
    />
  ));
}
